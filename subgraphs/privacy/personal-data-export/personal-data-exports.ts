import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import { tooManyAttempts, type TooManyAttempts } from '../../../kit/graphql/problems.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { InTurn } from '../../../kit/idempotency/in-turn.ts';
import type { PersonReference } from '../../../kit/participation/participant.ts';
import type { RecordsOf } from '../../../kit/record/records.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf, actingMember } from '../../../schema/events/acting-member.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { newCode } from './export-code.ts';
import { personalDataExportRecord, type PersonalDataExportRecord } from './personal-data-export.record.ts';
import { storedPersons } from '../person/stored-person.ts';

export interface PersonalDataExportsParts {
  events: Connection;
  records: RecordsOf<typeof personalDataExportRecord>;
  idempotency: Idempotency;
  allowances: Allowances;
  /** Told when something is to be made. */
  wake: () => void;
  now?: () => Date;
}

/** Who asks, and in which request. */
export interface AskingForExport {
  viewer: Viewer;
  locale: Locale;
  requestId: string;
}

const MOST_AN_HOUR = 5;
const HOUR_SECONDS = 3_600;
const DUPLICATE = 11_000;

/** Exports of what is held about people: asked for by themselves, or for a case once they are proven. */
export class PersonalDataExports {
  readonly #parts: PersonalDataExportsParts;
  readonly #now: () => Date;
  readonly #inTurn = new InTurn();

  constructor(parts: PersonalDataExportsParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  /**
   * One for whoever is signed in. It joins one that is not made yet, and takes the place of one that was not fetched. Throws UNAUTHENTICATED for nobody.
   */
  async ask(asking: AskingForExport, input: { idempotencyKey: string }): Promise<Outcome<TooManyAttempts>> {
    const { viewer } = asking;
    const { accountId } = accountOf(viewer);
    const intention = { viewer, mutation: 'exportMyData', key: input.idempotencyKey, input };
    const once = () =>
      this.#parts.idempotency.once<TooManyAttempts>(intention, (session) => this.#asked(asking, session));
    const joining = (error: Error & { code?: unknown }) => {
      // Another process was first: what it wrote is there now, and is joined.
      if (error.code === DUPLICATE) return once();
      throw error;
    };
    return this.#inTurn.of(accountId, () => once().catch(joining));
  }

  /** One for a person who is proven, in the transaction that says so. The link alone opens it: they may have no account to read a code in. */
  async begin({ caseId, references, to, session }: BegunExport): Promise<void> {
    const { email, locale } = to;
    await this.#add(
      { accountId: null, persons: storedPersons(references), email, locale, caseId, code: null },
      session,
    );
    await this.#audit({ actor: 'system', subjectRef: ulidIn(references), reason: 'SUBJECT_REQUEST' }, session);
  }

  /** Those of a case that were not fetched are over, and no answer to it any more: the sweep takes them away with their keys. */
  async stop({ caseId, session }: Pick<BegunExport, 'session'> & { caseId: string }): Promise<void> {
    const open = { caseId, state: { $in: ['WAITING', 'READY'] } };
    const over = { expiresAt: this.#now(), caseId: null };
    await this.#parts.records.collection.updateMany(open, { $set: over }, { session });
  }

  /** Of whoever asks; null: absent, or of somebody else. Of one that is over there is no code. */
  async shown(viewer: Viewer, id: string): Promise<ShownExport | null> {
    const { collection } = this.#parts.records;
    const filter = { _id: id, accountId: accountOf(viewer).accountId };
    const stored = (await collection.findOne(filter as never)) as unknown as PersonalDataExportRecord | null;
    if (!stored) return null;
    const opened = stored.state === 'FETCHED' ? null : await this.#parts.records.findById(id);
    const { _id, state, requestedAt, readyAt, expiresAt, fetchedAt } = stored;
    return { _id, state, requestedAt, readyAt, expiresAt, fetchedAt, code: opened?.code ?? null };
  }

  async #asked({ viewer, locale, requestId }: AskingForExport, session: ClientSession) {
    const { records, events, allowances } = this.#parts;
    const { accountId } = accountOf(viewer);
    const waiting = await records.collection.findOne({ accountId, state: 'WAITING' } as never, { session });
    if (waiting) return { reference: waiting._id };
    const now = this.#now();
    if (!(await allowances.take('exportMyData', accountId, MOST_AN_HOUR, now))) return tooManyAttempts(HOUR_SECONDS);
    await records.collection.updateMany({ accountId, state: 'READY' }, { $set: { expiresAt: now } }, { session });
    const subjectRef = (await actingMember(events, viewer))?.subjectRef ?? null;
    const asked = { accountId, persons: [], email: null, locale, caseId: null, code: newCode() };
    const reference = await this.#add(asked, session);
    await this.#audit({ actor: accountId, subjectRef, reason: 'SELF_SERVICE', requestId }, session);
    return { reference };
  }

  async #add(
    asked: Pick<PersonalDataExportRecord, 'accountId' | 'persons' | 'email' | 'locale' | 'caseId' | 'code'>,
    session: ClientSession,
  ): Promise<string> {
    const now = this.#now();
    const made: PersonalDataExportRecord = {
      ...asked,
      _id: randomBytes(12).toString('hex'),
      dueAt: now,
      leasedUntil: null,
      attempts: 0,
      subjectRef: newSubjectRef(),
      state: 'WAITING',
      requestedAt: now,
      readyAt: null,
      expiresAt: null,
      fetchedAt: null,
      fileId: null,
      byteSize: null,
      hash: null,
      wrongCodes: 0,
      fetches: 0,
      fetchingUntil: null,
    };
    await this.#parts.records.put([made], { session });
    session.once('ended', this.#parts.wake);
    return made._id;
  }

  #audit(
    told: { actor: string; subjectRef: string | null; reason: 'SELF_SERVICE' | 'SUBJECT_REQUEST'; requestId?: string },
    session: ClientSession,
  ): Promise<void> {
    const what = { role: 'SUBJECT', action: 'EXPORT', record: personalDataExportRecord, count: 0 } as const;
    return recordAudit(this.#parts.events, { ...what, ...told }, session);
  }
}

interface BegunExport {
  caseId: string | null;
  references: readonly PersonReference[];
  to: { email: string; locale: Locale };
  session: ClientSession;
}

/** What whoever asked for it sees of it. */
export type ShownExport = Pick<
  PersonalDataExportRecord,
  '_id' | 'state' | 'requestedAt' | 'readyAt' | 'expiresAt' | 'fetchedAt' | 'code'
>;

/** By which reference the audit log names the person; null: they are known by their account alone. */
export const ulidIn = (references: readonly { ref: string }[]): string | null =>
  references.find(({ ref }) => ref.length === 26)?.ref ?? null;
