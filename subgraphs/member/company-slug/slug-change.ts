import type { ClientSession } from 'mongoose';
import { FieldFault } from '../../../kit/graphql/field-fault.ts';
import { notAllowed, type NotAllowed } from '../../../kit/graphql/problems.ts';
import type { Companies } from '../company/companies.ts';
import type { CompanyRecord } from '../company/company.record.ts';
import type { CompanySlugs } from './company-slugs.ts';

const FORM = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Every one is kept for the company for good: nobody is to hoard them. */
const MOST_OF_ONE = 10;

/**
 * A company under another slug, with the old one and the new one kept for it. Throws FieldFault for one that is malformed or that another
 * company has or had. A sole trader's stays: it stands plain in many places, and would be made of the person's name.
 */
export async function withSlug(
  company: CompanyRecord,
  slug: string,
  { companies, slugs }: { companies: Companies; slugs: CompanySlugs },
  session: ClientSession,
): Promise<CompanyRecord | NotAllowed> {
  if (company.traderRef !== null) {
    return notAllowed('SOLE_TRADER', 'Expected a legal entity: the address of a sole trader does not change.');
  }
  if (slug.length < 3 || slug.length > 80 || !FORM.test(slug)) {
    throw new FieldFault('slug', 'Expected 3 to 80 small letters a to z and digits, with single hyphens between them.');
  }
  const owners = [await slugs.ownerOf(slug, session), await companies.idBySlug(slug, session)];
  if (owners.some((owner) => owner !== null && owner !== company._id)) {
    throw new FieldFault('slug', 'Expected a slug that no other company has or had, got one that is taken.');
  }
  if ((await slugs.count(company._id, session)) >= MOST_OF_ONE && !owners.includes(company._id)) {
    return notAllowed(
      'TOO_MANY_SLUGS',
      `Expected at most ${MOST_OF_ONE} slugs. Choose one that the company had before.`,
    );
  }
  await slugs.keep(company.slug, company._id, session);
  await slugs.keep(slug, company._id, session);
  return { ...company, slug };
}
