import type { LocalizedText } from '../../../kit/text/localized-text.ts';
import type { CompanyRecord } from './company.record.ts';

/** What of a company verifiers find out about: who it is, and where. */
export const COMPANY_FACTS = ['NAME', 'COUNTRY', 'SEAT', 'IDENTIFIERS'] as const;
export type CompanyFactName = (typeof COMPANY_FACTS)[number];

/** Those that are not what they were. A name in one language less says nothing new; one more does. */
export function changedFacts(before: CompanyRecord, after: CompanyRecord): CompanyFactName[] {
  const changed: Record<CompanyFactName, boolean> = {
    NAME: saysMore(before.name, after.name),
    COUNTRY: before.country !== after.country,
    SEAT:
      before.region !== after.region ||
      before.address !== after.address ||
      saysMore(before.city ?? {}, after.city ?? {}),
    IDENTIFIERS: identityOf(before) !== identityOf(after),
  };
  return COMPANY_FACTS.filter((fact) => changed[fact]);
}

const saysMore = (before: LocalizedText, after: LocalizedText): boolean =>
  (Object.keys(after) as (keyof LocalizedText)[]).some((key) => after[key] !== before[key]);

/** In whatever order they stand. */
const identityOf = ({ identifiers }: CompanyRecord): string =>
  identifiers
    .map(({ scheme, value }) => `${scheme} ${value}`)
    .toSorted()
    .join('\n');
