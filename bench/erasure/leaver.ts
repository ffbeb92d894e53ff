import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { Records } from '../../kit/record/records.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import { accountOf } from '../../test/kit/colleagues.ts';
import { Accounts } from '../../subgraphs/member/account/accounts.ts';
import { securityEventRecord } from '../../subgraphs/member/security-log/security-event.record.ts';
import { CancellationStore } from '../../subgraphs/privacy/cancellation/cancellation-store.ts';
import { newCaseCode, newCaseNumber } from '../../subgraphs/privacy/case/case-number.ts';
import { CaseStore } from '../../subgraphs/privacy/case/case-store.ts';
import type { PrivacyCase } from '../../subgraphs/privacy/case/privacy-case.record.ts';

const BATCH = 1_000;
const DAY_MS = 86_400_000;

/** Somebody whose account is cancelled, with so many records about them. */
export interface Leaver {
  caseId: string;
  accountId: string;
  subjectRef: string;
}

/** Makes people who left: each with an account, a log, a case, and a cancellation that nobody takes back any more once `due` says so. */
export class Leavers {
  readonly #member: Connection;
  readonly #privacy: Connection;
  readonly #keyring: Keyring;

  constructor(member: Connection, privacy: Connection, keyring: Keyring) {
    this.#member = member;
    this.#privacy = privacy;
    this.#keyring = keyring;
  }

  async add(records: number): Promise<Leaver> {
    const leaver = { caseId: id(), accountId: id(), subjectRef: newSubjectRef() };
    const accounts = new Accounts(this.#member, this.#keyring);
    const email = `${leaver.accountId}@leaver.example`;
    await this.#member.transaction((session) =>
      accounts.add(accountOf(leaver.accountId, leaver.subjectRef, email), session, new Date()),
    );
    const log = new Records(this.#member, securityEventRecord, this.#keyring);
    for (let from = 0; from < records; from += BATCH)
      await log.put(Array.from({ length: Math.min(BATCH, records - from) }, () => eventOf(leaver)));
    const cases = new CaseStore(this.#privacy, this.#keyring);
    await this.#privacy.transaction((session) => cases.put(caseOf(leaver, email), session));
    return leaver;
  }

  /** From now on they can take it back no more, and are erased. One command. */
  async due(leavers: readonly Leaver[]): Promise<void> {
    const { collection } = new CancellationStore(this.#privacy);
    const now = new Date();
    const state = 'DUE_FOR_ERASURE' as const;
    const shared = { state, until: now, dueAt: now, leasedUntil: null, attempts: 0, closedAt: null };
    const documents = leavers.map(({ caseId, accountId, subjectRef }) => ({
      _id: id(),
      caseId,
      accountId,
      persons: [
        { personRef: subjectRef, kind: 'MEMBER' },
        { personRef: accountId, kind: 'MEMBER' },
      ],
      tokenHash: randomBytes(32).toString('hex'),
      ...shared,
    }));
    await collection.insertMany(documents, { ordered: false });
  }
}

const id = (): string => randomBytes(12).toString('hex');

const eventOf = ({ subjectRef, accountId }: Leaver) => ({
  _id: id(),
  subjectRef,
  accountId,
  kind: 'SIGNED_IN' as const,
  at: new Date(),
  count: 1,
  network: '192.0.2.0/24',
  device: 'Firefox on Linux',
});

function caseOf({ caseId, accountId, subjectRef }: Leaver, email: string): PrivacyCase {
  const now = new Date();
  const dueAt = new Date(now.getTime() + 30 * DAY_MS);
  return {
    _id: caseId,
    number: newCaseNumber(),
    applicantRef: newSubjectRef(),
    email,
    name: null,
    asked: [],
    ...newCaseCode(),
    proofHash: null,
    representatives: [],
    openedBy: accountId,
    accountId,
    subjects: [
      { personRef: subjectRef, kind: 'MEMBER' },
      { personRef: accountId, kind: 'MEMBER' },
    ],
    channel: 'SITE',
    regimes: ['KVKK'],
    country: 'TR',
    locale: 'EN',
    receivedAt: now,
    provenAt: now,
    provenBy: 'SESSION',
    items: [
      {
        right: 'ACCOUNT_CANCELLATION',
        state: 'IN_PROGRESS',
        dueAt,
        basis: [],
        extendedFrom: null,
        waitsFor: 'ERASURE',
        reason: null,
        answer: null,
        closedAt: null,
      },
    ],
    state: 'IN_PROGRESS',
    dueAt,
    handler: null,
    reminded: [],
    history: [],
    joinedTo: null,
    closedAt: null,
    version: 1,
  };
}
