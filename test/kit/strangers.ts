import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { GridFsStore } from '../../kit/files/grid-fs.file-store.ts';
import { globalId } from '../../kit/global-id/global-id.ts';
import { Idempotency } from '../../kit/idempotency/idempotency.ts';
import { startLocalServers } from '../../kit/local-servers/local-servers.ts';
import { createLog } from '../../kit/log/log.ts';
import { MailSender } from '../../kit/mail/outgoing/mail-sender.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { pushSink } from '../../kit/push/push-sink.ts';
import { ensureCollections } from '../../kit/record/record.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import { anonymous } from '../../kit/viewer/viewer.ts';
import { Accounts } from '../../subgraphs/member/account/accounts.ts';
import { alertServices } from '../../subgraphs/member/alert/alert-services.ts';
import { Allowances } from '../../kit/allowance/allowances.ts';
import { Companies } from '../../subgraphs/member/company/companies.ts';
import { inquiryFiles } from '../../subgraphs/member/inquiry-file/inquiry-files.record.ts';
import { inquiryServices } from '../../subgraphs/member/inquiry/inquiry-services.ts';
import { Mails } from '../../subgraphs/member/mail/mails.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../../subgraphs/member/member.ts';
import { Memberships } from '../../subgraphs/member/membership/memberships.ts';
import { RelayAddresses } from '../../subgraphs/member/relay/relay-addresses.ts';
import { AlertChannel, AlertFrequency } from '../../subgraphs/member/subscription/subscription.enum.ts';
import { accountOf } from './colleagues.ts';
import { startTestKeys } from './keyring.ts';

/** What people without an account ask for by an address of mail, on servers that do nothing else. */
export interface Strangers {
  readonly connection: Connection;
  /** Addresses: of an account, of a guest, and of nobody. */
  addresses(): { account: string; guest: string; nobody: string };
  sendInquiry(address: string): Promise<object>;
  subscribe(address: string): Promise<object>;
  /** What was asked of the keys so far. */
  readonly keyCalls: string[];
  stop(): Promise<void>;
}

const CLIENT = { network: '203.0.113.0/24', device: 'Firefox on Windows', addressKey: 'visitor' };
const ACCOUNT = 'known@member.example';
const GUEST = 'known@guest.example';

/** Starts them. Each asks in an hour of its own, so that no bound is met. */
export async function startStrangers(): Promise<Strangers> {
  const servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  const keys = await startTestKeys();
  const [connection, events] = connect(servers.mongo.uri, ['member', 'events']) as [Connection, Connection];
  await connection.asPromise();
  await ensureCollections(connection, MEMBER_RECORDS);
  await ensureCollections(events, MEMBER_EVENTS);
  const keyCalls: string[] = [];
  const keyring = counted(keys.keyring, keyCalls);
  let hour = 0;
  const now = () => new Date(Date.UTC(2026, 10, 27, hour));
  const log = createLog('strangers', () => undefined);
  const companies = new Companies(connection, events, keyring);
  const accounts = new Accounts(connection, keyring);
  const sender = new MailSender({ smtp: 'smtp://127.0.0.1:1', from: 'directory@directory.example' });
  const shared = {
    connection,
    events,
    keyring,
    companies,
    accounts,
    log,
    now,
    push: pushSink(),
    reach: async () => true,
    memberships: new Memberships(events, companies),
    mails: new Mails({ connection, keyring, sender, publicUrl: 'https://directory.example', log }),
    allowances: new Allowances(connection, keyring),
    idempotency: new Idempotency(connection, keyring),
    files: new GridFsStore({ connection, records: inquiryFiles, keyring }),
    relayAddresses: new RelayAddresses(connection, keyring, 'relay.example'),
  };
  const { inquirySending, guests } = inquiryServices(shared);
  const { subscribing } = alertServices(shared);
  let companyId = '';
  await connection.transaction(async (session) => {
    const opened = { name: { en: 'Anka Valves' }, country: 'TR', traderRef: null };
    companyId = globalId('Company', (await companies.create(opened, session))._id);
    await accounts.add(accountOf('a'.repeat(24), newSubjectRef(), ACCOUNT), session, now());
    await guests.proven({ subjectRef: newSubjectRef(), email: GUEST, locale: 'EN' }, session, now());
  });
  const asking = { viewer: anonymous, client: CLIENT, locale: 'EN' } as const;
  return {
    connection,
    keyCalls,
    addresses: () => ({ account: ACCOUNT, guest: GUEST, nobody: `${randomBytes(2).toString('hex')}x@nobody.example` }),
    sendInquiry(replyTo) {
      hour++;
      const said = { companyId, message: 'How much are 200 valves?', replyTo, idempotencyKey: randomUUID() };
      return inquirySending.send(said, asking);
    },
    subscribe(email) {
      hour++;
      const how = { frequency: AlertFrequency.DAILY, channel: AlertChannel.MAIL };
      return subscribing.subscribe(asking, { email, category: '10.20', ...how, idempotencyKey: randomUUID() });
    },
    async stop() {
      await connection.close();
      await servers.stop();
      await keys.close();
    },
  };
}

function counted(keyring: Keyring, calls: string[]): Keyring {
  const names = ['create', 'keysOf', 'destroyed', 'destroy', 'tokensOf'] as const;
  const told = names.map((name) => [
    name,
    (...given: unknown[]) => {
      calls.push(name === 'tokensOf' ? `${name} ${String(given[0])}` : name);
      return (keyring[name] as (...of: unknown[]) => unknown)(...given);
    },
  ]);
  return Object.fromEntries(told) as Keyring;
}
