import type { ClientSession, Connection } from 'mongoose';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Membership } from '../../../schema/events/membership.record.ts';
import type { InquiryRecord } from '../inquiry/inquiry.record.ts';
import { EDITORS } from '../membership/company-access.ts';
import type { Memberships } from '../membership/memberships.ts';
import { inquiryAssignmentRecord, type InquiryAssignment } from './inquiry-assignment.record.ts';

type Rule = InquiryAssignment['rules'][number];
type New = Pick<InquiryRecord, 'companyId' | 'categoryCode' | 'buyers'>;

/** The rules by which companies share out their inquiries. */
export class InquiryAssignments {
  readonly #records: RecordsOf<typeof inquiryAssignmentRecord>;
  readonly #memberships: Memberships;

  constructor(connection: Connection, keyring: Keyring, memberships: Memberships) {
    this.#records = new Records(connection, inquiryAssignmentRecord, keyring);
    this.#memberships = memberships;
  }

  /** A company that has set none has no rules, in version 0. */
  async ofCompany(companyId: string, session?: ClientSession): Promise<InquiryAssignment> {
    const stored = await this.#records.findById(companyId, { ...(session && { session }) });
    return stored ?? { _id: companyId, rules: [], version: 0 };
  }

  async put(assignment: InquiryAssignment, session: ClientSession): Promise<void> {
    await this.#records.put([assignment], { session });
  }

  /** Who looks after an inquiry that reaches its company now: the first who answers for the company still. Empty: nobody. */
  async of({ companyId, categoryCode, buyers }: New, session: ClientSession): Promise<InquiryRecord['assigned']> {
    const { rules } = await this.ofCompany(companyId, session);
    const country = buyers[0]?.country ?? null;
    for (const rule of rules.filter((one) => fits(one, categoryCode, country))) {
      const member = await this.#memberships.of(rule.accountId, session);
      if (member?.companyId === companyId && EDITORS.includes(member.role))
        return [{ memberRef: member.subjectRef, accountId: member._id }];
    }
    return [];
  }
}

/** Whoever acts for a company no more looks after nothing there: their rules go, in the same transaction. */
export async function dropRulesOf(
  connection: Connection,
  { _id: accountId, companyId }: Pick<Membership, '_id' | 'companyId'>,
  session: ClientSession,
): Promise<void> {
  await connection
    .collection<InquiryAssignment>(inquiryAssignmentRecord.collection)
    .updateOne(
      { _id: companyId, 'rules.accountId': accountId },
      { $pull: { rules: { accountId } }, $inc: { version: 1 } },
      { session },
    );
}

export const fits = (rule: Pick<Rule, 'categoryCode' | 'country'>, code: string | null, country: string | null) =>
  (rule.categoryCode === null || code === rule.categoryCode || (code ?? '').startsWith(`${rule.categoryCode}.`)) &&
  (rule.country === null || rule.country === country);
