import type { Connection } from 'mongoose';
import { allowanceRecord } from '../../kit/allowance/allowance.record.ts';
import { idempotencyKeyRecord } from '../../kit/idempotency/idempotency-key.record.ts';
import { startLocalServers } from '../../kit/local-servers/local-servers.ts';
import { mailRecord } from '../../kit/mail/outgoing/mail.record.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { ensureCollections } from '../../kit/record/record.ts';
import { auditEventRecord } from '../../schema/events/audit-event.ts';
import { CASE_RECORDS } from '../../subgraphs/privacy/case-desk/case-services.ts';
import { startTestKeys, type TestKeys } from './keyring.ts';

/** A database for rights cases, with keys of its own. */
export interface RightsDatabase {
  uri: string;
  keys: TestKeys;
  connection: Connection;
  events: Connection;
  close(): Promise<void>;
}

export async function rightsDatabase(): Promise<RightsDatabase> {
  const servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  const keys = await startTestKeys();
  const [connection, events] = connect(servers.mongo.uri, ['privacy', 'events']) as [Connection, Connection];
  await connection.asPromise();
  await ensureCollections(connection, [...CASE_RECORDS, mailRecord, idempotencyKeyRecord, allowanceRecord]);
  await ensureCollections(events, [auditEventRecord]);
  return {
    uri: servers.mongo.uri,
    keys,
    connection,
    events,
    async close() {
      await connection.close();
      await keys.close();
      await servers.stop();
    },
  };
}
