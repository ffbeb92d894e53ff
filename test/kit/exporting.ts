import type { Connection } from 'mongoose';
import { Allowances } from '../../kit/allowance/allowances.ts';
import { Idempotency } from '../../kit/idempotency/idempotency.ts';
import type { Log } from '../../kit/log/log.ts';
import { MailSender } from '../../kit/mail/outgoing/mail-sender.ts';
import type { Participant } from '../../kit/participation/participant.ts';
import { Records } from '../../kit/record/records.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { securityEventRecord } from '../../subgraphs/member/security-log/security-event.record.ts';
import { personalMap } from '../../subgraphs/privacy/data-map/data-map.ts';
import { Mails } from '../../subgraphs/privacy/mail/mails.ts';
import {
  exportServices,
  type ExportServicesParts,
} from '../../subgraphs/privacy/personal-data-export/export-services.ts';
import { POLICY } from './world.shape.ts';
import { nothingErased } from './nothing-erased.ts';

/** Whose data the tests export. */
export const HOLDER = {
  accountId: 'a'.repeat(24),
  subjectRef: '01JDHHHHHHHHHHHHHHHHHHHHHH',
  email: 'ayse@member.example',
};

export interface ExportingParts extends Partial<ExportServicesParts> {
  connection: Connection;
  events: Connection;
  member: Connection;
  keyring: Keyring;
  log: Log;
  /** Where mail is handed over. */
  smtp: string;
}

/** What makes and hands over exports of the security log of one person, over real records. */
export function exporting({ connection, events, member, keyring, log, smtp, ...more }: ExportingParts) {
  const publicUrl = 'http://127.0.0.1:4000';
  const from = 'Test Directory <directory@directory.example>';
  const mails = new Mails({ connection, keyring, sender: new MailSender({ smtp, from }), publicUrl, log });
  const services = exportServices({
    connection,
    events,
    keyring,
    participants: [holderOf(member, keyring)],
    idempotency: new Idempotency(connection, keyring),
    allowances: new Allowances(connection, keyring),
    mails,
    map: personalMap(),
    policy: POLICY,
    publicUrl,
    log,
    ...more,
  });
  return { ...services, mails };
}

/** The part of a directory that knows the holder alone, and answers with the records of their security log. */
export function holderOf(member: Connection, keyring: Keyring): Participant {
  const { accountId, subjectRef, email } = HOLDER;
  const records = new Records(member, securityEventRecord, keyring);
  const references = [{ ref: subjectRef, kind: 'MEMBER' as const }];
  const account = { accountId, email, name: 'Ayşe Örnek', locale: 'TR' as const, country: 'TR', isStaff: false };
  return {
    ...nothingErased,
    name: 'member',
    describe: async () => ({ mapHash: personalMap().hash, collections: ['securityEvents'] }),
    identify: async (sought) =>
      'accountId' in sought && sought.accountId === accountId
        ? { references, account }
        : { references: [], account: null },
    count: async () => [],
    async *export(asked) {
      const refs = asked.map(({ ref }) => ref);
      for await (const batch of records.batches(
        { subjectRef: { $in: refs } },
        {
          batchSize: 500,
          sort: { _id: 1 },
        },
      ))
        for (const { _id, at, ...values } of batch)
          yield {
            store: 'member',
            collection: 'securityEvents',
            subjectPath: 'subjectRef',
            kind: 'MEMBER',
            id: _id,
            values: { ...values, at: at.toISOString() },
            summarised: [],
            files: [],
          };
    },
    file: async () => null,
    restrict: async () => ({ changed: 0 }),
    lift: async () => ({ changed: 0 }),
  };
}
