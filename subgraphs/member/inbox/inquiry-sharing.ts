import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { FieldFault, listAt, readInput } from '../../../kit/graphql/field-fault.ts';
import { InvalidInput, notFound } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { countryFault } from '../account/details.ts';
import { EDITORS, mayIn, refused } from '../membership/company-access.ts';
import type { Memberships } from '../membership/memberships.ts';
import { versionConflict } from './inbox.problem.ts';
import type { InquiryAssignmentRuleInput, SetInquiryAssignmentInput } from './inbox.input.ts';
import { CATEGORY_CODE, MOST_RULES } from './inquiry-assignment.record.ts';
import type { InquiryAssignments } from './inquiry-assignments.ts';

/** Takes the rules by which a company shares out its inquiries. Done with the id of the company as the reference. */
export class InquirySharing {
  readonly #assignments: InquiryAssignments;
  readonly #memberships: Memberships;
  readonly #idempotency: Idempotency;

  constructor(assignments: InquiryAssignments, memberships: Memberships, idempotency: Idempotency) {
    this.#assignments = assignments;
    this.#memberships = memberships;
    this.#idempotency = idempotency;
  }

  /** Throws UNAUTHENTICATED for nobody. */
  set(viewer: Viewer, input: SetInquiryAssignmentInput): Promise<Outcome<Problem>> {
    const intention = { viewer, mutation: 'setInquiryAssignment', key: input.idempotencyKey, input };
    return this.#idempotency.once<Problem>(intention, async (session) => {
      const asked = { viewer, company: null, field: 'rules' };
      const member = await mayIn(this.#memberships, asked, EDITORS, session);
      if (refused(member)) return member;
      const said = readInput(() => listAt('rules', input.rules, MOST_RULES, readRule));
      if (said instanceof InvalidInput) return said;
      const { companyId } = member;
      // Nobody leaves the company meanwhile and keeps a rule.
      await this.#memberships.changing(companyId, session);
      const colleagues = await this.#memberships.in(companyId, session);
      const { version } = await this.#assignments.ofCompany(companyId, session);
      if (version !== input.expectedVersion) return versionConflict(version, input.expectedVersion);
      const rules = [];
      for (const [index, { accountId, ...rule }] of said.entries()) {
        const found = colleagues.find(({ _id, role }) => _id === accountId && EDITORS.includes(role));
        if (!found)
          return notFound(
            `rules.${index}.memberId`,
            'Expected an owner or editor of the company; there is none with this id.',
          );
        rules.push({ ...rule, memberRef: found.subjectRef, accountId: found._id });
      }
      await this.#assignments.put({ _id: companyId, rules, version: version + 1 }, session);
      return { reference: companyId };
    });
  }
}

function readRule({ categoryCode, country, memberId }: InquiryAssignmentRuleInput, field: string) {
  if (categoryCode != null && !new RegExp(CATEGORY_CODE).test(categoryCode))
    throw new FieldFault(`${field}.categoryCode`, 'Expected the code of a category, such as 10.20.');
  const fault = country == null ? null : countryFault(`${field}.country`, country);
  if (fault) throw new FieldFault(fault.field, fault.message);
  const accountId = localIdOf('CompanyMember', memberId);
  return { categoryCode: categoryCode ?? null, country: country ?? null, accountId };
}
