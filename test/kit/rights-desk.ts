import type { Connection } from 'mongoose';
import { Allowances } from '../../kit/allowance/allowances.ts';
import { Idempotency } from '../../kit/idempotency/idempotency.ts';
import type { Log } from '../../kit/log/log.ts';
import { MailSender } from '../../kit/mail/outgoing/mail-sender.ts';
import type { Participant } from '../../kit/participation/participant.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import type { CaseSeams } from '../../subgraphs/privacy/case/case-seams.ts';
import { caseServices } from '../../subgraphs/privacy/case-desk/case-services.ts';
import { dueDates } from '../../subgraphs/privacy/deadline/due-dates.ts';
import { regimesOf } from '../../subgraphs/privacy/deadline/regime.ts';
import { Mails } from '../../subgraphs/privacy/mail/mails.ts';

export interface RightsDeskParts {
  connection: Connection;
  events: Connection;
  keyring: Keyring;
  participants?: readonly Participant[];
  seams?: CaseSeams;
  log: Log;
  now?: () => Date;
}

/** What does the work of rights cases, with mails that wait and are not sent. */
export function rightsDesk({ participants = [], seams = {}, ...parts }: RightsDeskParts) {
  const { connection, keyring, log, now = () => new Date() } = parts;
  const sender = new MailSender({ smtp: 'smtp://127.0.0.1:1', from: 'directory@directory.example' });
  const mails = new Mails({ connection, keyring, sender, publicUrl: 'https://directory.example', log });
  const [idempotency, allowances] = [new Idempotency(connection, keyring), new Allowances(connection, keyring)];
  const officers = { email: 'privacy@directory.example', locale: 'EN' } as const;
  const shared = { ...parts, participants, seams, mails, idempotency, allowances, officers, now };
  return { mails, ...caseServices({ ...shared, dueDates, regimesOf }) };
}
