import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import {
  notAllowed,
  notFound,
  type InvalidInput,
  type NotAllowed,
  type NotFound,
} from '../../../kit/graphql/problems.ts';
import { readInput } from '../../../kit/graphql/field-fault.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { ActingMember } from '../../../schema/events/acting-member.ts';
import type { CompanyHistory } from '../company-history/company-history.ts';
import { EDITORS, mayIn, refused, type Asked } from '../membership/company-access.ts';
import type { Memberships } from '../membership/memberships.ts';
import type { Companies } from './companies.ts';
import type { CompanyRecord } from './company.record.ts';

/** The company is of another version than the change was made from. */
export interface Conflict {
  current: CompanyRecord;
  expectedVersion: number;
}

export type EditRefusal = InvalidInput | NotAllowed | NotFound | Conflict;

export interface EditRequest extends Asked {
  mutation: string;
  expectedVersion: number;
  /** Null or undefined: the expected version alone sees to it that a repeat does nothing. */
  key: string | null | undefined;
  input: object;
}

export interface CompanyEditorParts {
  companies: Companies;
  memberships: Memberships;
  history: CompanyHistory;
  idempotency: Idempotency;
  /** Told of every change before it is stored. */
  claims: ClaimsOfCompany;
}

/** What was verified of a company, and may not be true of what it becomes: answers the company as it then stands. */
export interface ClaimsOfCompany {
  follow(before: CompanyRecord, after: CompanyRecord, session: ClientSession): Promise<CompanyRecord>;
}

/** Makes of a company what it is to be, within the transaction that stores it. Throws FieldFault, or answers why not. */
export type Change = (
  company: CompanyRecord,
  now: Date,
  session: ClientSession,
) => CompanyRecord | Promise<CompanyRecord | InvalidInput | NotAllowed>;

/** Changes companies for their members: each change once, from the version that it was made from, and with what it was before noted. */
export class CompanyEditor {
  readonly #parts: CompanyEditorParts;

  constructor(parts: CompanyEditorParts) {
    this.#parts = parts;
  }

  /** Done with the company's id as the reference. Throws UNAUTHENTICATED for nobody. */
  edit(request: EditRequest, change: Change): Promise<Outcome<EditRefusal>> {
    const { viewer, mutation, key, input } = request;
    return this.#parts.idempotency.once<EditRefusal>(
      { viewer, mutation, key: key ?? randomUUID(), input },
      async (session) => {
        const member = await mayIn(this.#parts.memberships, request, EDITORS, session);
        return refused(member) ? member : this.#change(member, request, change, session);
      },
    );
  }

  async #change(member: ActingMember, { expectedVersion, field }: EditRequest, change: Change, session: ClientSession) {
    const { companies, history, claims } = this.#parts;
    const before = await companies.byId(member.companyId, session);
    if (!before) return notFound(field, 'Expected the id of a company that you act for; there is none with this id.');
    if (before.status === 'CLOSED') return notAllowed('CLOSED', 'The company is closed, and does not change any more.');
    if (before.version !== expectedVersion) return { current: before, expectedVersion };
    const now = new Date();
    const after = await (async () => change(before, now, session))().catch(problemOf);
    if (!('_id' in after)) return after;
    const stands = await claims.follow(before, after, session);
    const saved = { ...stands, updatedAt: now, version: before.version + 1 };
    await history.note(before, saved, member.subjectRef, session);
    await companies.put([saved], session);
    return { reference: saved._id };
  }
}

const problemOf = (error: unknown): InvalidInput =>
  readInput<never>(() => {
    throw error;
  });
