import { randomBytes, randomUUID } from 'node:crypto';
import { Idempotency } from '../../kit/idempotency/idempotency.ts';
import { createLog } from '../../kit/log/log.ts';
import { MailSender } from '../../kit/mail/outgoing/mail-sender.ts';
import { ensureCollections } from '../../kit/record/record.ts';
import type { Participant } from '../../kit/participation/participant.ts';
import type { Viewer } from '../../kit/viewer/viewer.ts';
import { CaseStore } from '../../subgraphs/privacy/case/case-store.ts';
import { personalRows } from '../../subgraphs/privacy/data-map/data-map.ts';
import { LegalHoldBasis } from '../../subgraphs/privacy/legal-hold/legal-hold.enum.ts';
import type { PlaceLegalHoldInput } from '../../subgraphs/privacy/legal-hold/legal-hold.input.ts';
import type { AtRecords } from '../../subgraphs/privacy/legal-hold/legal-hold-desk.ts';
import { LEGAL_HOLD_RECORDS, legalHoldServices } from '../../subgraphs/privacy/legal-hold/legal-hold-services.ts';
import { Mails } from '../../subgraphs/privacy/mail/mails.ts';
import type { RightsDatabase } from './rights-database.ts';

export type Account = Extract<Viewer, { kind: 'account' }>;

export const accountWith = (roles: Account['roles'] = []): Account => ({
  kind: 'account',
  accountId: randomBytes(12).toString('hex'),
  sessionId: randomBytes(12).toString('hex'),
  roles,
});

export interface HoldDeskParts {
  /** Parts without `identify` know nobody. */
  participants?: readonly (Pick<Participant, 'export'> & Partial<Pick<Participant, 'identify'>>)[];
  isErasing?: AtRecords;
  now?: () => Date;
}

/** What does the work of legal holds, as one process of several has it; mails wait and are not sent. */
export async function holdDesk(database: RightsDatabase, parts: HoldDeskParts = {}) {
  const { isErasing = async () => false, now } = parts;
  const nobody = async () => ({ references: [], account: null });
  const participants = (parts.participants ?? []).map((one) => ({ identify: nobody, ...one }));
  const { connection, events, keys } = database;
  const { keyring } = keys;
  const log = createLog('test', () => undefined);
  await ensureCollections(connection, LEGAL_HOLD_RECORDS);
  const sender = new MailSender({ smtp: 'smtp://127.0.0.1:1', from: 'directory@directory.example' });
  const mails = new Mails({ connection, keyring, sender, publicUrl: 'https://directory.example', log });
  const [idempotency, caseStore] = [new Idempotency(connection, keyring), new CaseStore(connection, keyring)];
  const officers = { email: 'privacy@directory.example', locale: 'EN' } as const;
  const stored = { connection, events, keyring, idempotency, caseStore, participants };
  const made = { ...stored, isErasing, mails, officers, rows: personalRows(), log, now: now ?? (() => new Date()) };
  const services = legalHoldServices(made);
  await services.legalHoldStore.begin();
  return services;
}

export type HoldDesk = Awaited<ReturnType<typeof holdDesk>>;

/** A hold that is acceptable, and what differs. */
export const holdOf = (own: Partial<PlaceLegalHoldInput> = {}): Omit<PlaceLegalHoldInput, never> => ({
  places: [{ store: 'member', collection: 'inquiries', recordId: randomBytes(12).toString('hex') }],
  basis: LegalHoldBasis.LEGAL_CLAIM,
  text: 'They sue us.',
  reviewAt: new Date(Date.now() + 86_400_000),
  idempotencyKey: randomUUID(),
  ...own,
});

/** The local id of a hold that was placed. Throws when it was not. */
export async function placedBy(desk: HoldDesk, officer: Account, own: Partial<PlaceLegalHoldInput> = {}) {
  const outcome = await desk.legalHoldDesk.place(officer, holdOf(own));
  if (outcome.kind === 'done') return outcome.reference!;
  throw new Error(`Expected a hold, got ${JSON.stringify(outcome)}.`);
}
