import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { readInput, wordsAt } from '../../../kit/graphql/field-fault.ts';
import { InvalidInput, notAllowed, notFound } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { MOST_MESSAGE } from '../inquiry/correspondence.ts';
import { EDITORS, mayIn, refused } from '../membership/company-access.ts';
import type { Memberships } from '../membership/memberships.ts';
import { cannedAnswerRecord, MOST_CANNED, MOST_TITLE, type CannedAnswer } from './canned-answer.record.ts';
import type { DeleteCannedAnswerInput, SaveCannedAnswerInput } from './inbox.input.ts';
import { versionConflict } from './inbox.problem.ts';

export interface CannedAnswersParts {
  connection: Connection;
  keyring: Keyring;
  memberships: Memberships;
  idempotency: Idempotency;
}

/** What companies answer often. Done with the id of the answer as the reference. */
export class CannedAnswers {
  readonly #parts: CannedAnswersParts;
  readonly #records: RecordsOf<typeof cannedAnswerRecord>;

  constructor(parts: CannedAnswersParts) {
    this.#parts = parts;
    this.#records = new Records(parts.connection, cannedAnswerRecord, parts.keyring);
  }

  byId(id: string): Promise<CannedAnswer | null> {
    return this.#records.findById(id);
  }

  /** The oldest first; null for the language: in all. */
  ofCompany(companyId: string, locale: string | null): Promise<CannedAnswer[]> {
    const which = { companyId, ...(locale !== null && { locale }) } as never;
    return this.#records.find(which, { sort: { createdAt: 1, _id: 1 }, limit: MOST_CANNED });
  }

  /** Throws UNAUTHENTICATED for nobody. */
  save(viewer: Viewer, input: SaveCannedAnswerInput): Promise<Outcome<Problem>> {
    return this.#once(viewer, 'saveCannedAnswer', input, async (companyId, session) => {
      const said = readInput(() => ({
        title: wordsAt('title', input.title, { most: MOST_TITLE }),
        text: wordsAt('text', input.text, { most: MOST_MESSAGE, lines: true }),
      }));
      if (said instanceof InvalidInput) return said;
      const { locale } = input;
      if (input.id != null) {
        const found = await this.#current(companyId, input.id, input.expectedVersion ?? 0, session);
        if ('message' in found) return found;
        await this.#records.put([{ ...found, ...said, locale, version: found.version + 1 }], { session });
        return { reference: found._id };
      }
      const held = await this.#records.collection.countDocuments({ companyId }, { session });
      if (held >= MOST_CANNED)
        return notAllowed('FULL', `Expected fewer than ${MOST_CANNED} answers. Delete one first.`);
      const _id = randomBytes(12).toString('hex');
      const made = { _id, namedRef: newSubjectRef(), companyId, locale, ...said, createdAt: new Date(), version: 1 };
      await this.#records.put([made], { session });
      return { reference: _id };
    });
  }

  /** Throws UNAUTHENTICATED for nobody. */
  delete(viewer: Viewer, input: DeleteCannedAnswerInput): Promise<Outcome<Problem>> {
    return this.#once(viewer, 'deleteCannedAnswer', input, async (companyId, session) => {
      const found = await this.#current(companyId, input.id, input.expectedVersion, session);
      if ('message' in found) return found;
      await this.#records.collection.deleteOne({ _id: found._id }, { session });
      return { reference: found._id };
    });
  }

  async #current(companyId: string, id: string, expected: number, session: ClientSession) {
    const local = localIdOf('CannedAnswer', id);
    const found = local && (await this.#records.findById(local, { session }));
    if (!found || found.companyId !== companyId)
      return notFound('id', 'Expected the id of an answer of your company; there is none with this id.');
    return found.version === expected ? found : versionConflict(found.version, expected);
  }

  #once(
    viewer: Viewer,
    mutation: string,
    input: { idempotencyKey: string },
    work: (companyId: string, session: ClientSession) => Promise<Effect | Problem>,
  ): Promise<Outcome<Problem>> {
    const { memberships, idempotency } = this.#parts;
    const intention = { viewer, mutation, key: input.idempotencyKey, input };
    return idempotency.once<Problem>(intention, async (session) => {
      const member = await mayIn(memberships, { viewer, company: null, field: 'id' }, EDITORS, session);
      if (refused(member)) return member;
      // One after the other, so that no two at once go beyond what a company may hold.
      await memberships.changing(member.companyId, session);
      return work(member.companyId, session);
    });
  }
}
