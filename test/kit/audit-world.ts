import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection, mongo } from 'mongoose';
import { startMongod, type MongoServer } from '../../kit/local-servers/mongod.process.ts';
import { createLog } from '../../kit/log/log.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { ensureCollections } from '../../kit/record/record.ts';
import type { AuditEvent } from '../../schema/events/audit-event.ts';
import { recordAudit } from '../../schema/events/record-audit.ts';
import { AuditAnchor } from '../../subgraphs/privacy/audit/audit-anchor.ts';
import { AuditLog } from '../../subgraphs/privacy/audit/audit-log.ts';
import { FileWitness } from '../../subgraphs/privacy/audit/file.witness.ts';
import { keyPair } from '../../subgraphs/privacy/audit/tree-head.ts';
import { PRIVACY_EVENTS, PRIVACY_RECORDS } from '../../subgraphs/privacy/privacy.ts';

/** A new Ed25519 key as PKCS #8 PEM. */
export const newKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export const publicPem = (privatePem: string): string =>
  keyPair(privatePem).publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** An audit log of its own on a real database, with a witness in a folder of its own. */
export interface AuditWorld {
  uri: string;
  connection: Connection;
  events: Connection;
  outbox: mongo.Collection<AuditEvent>;
  auditKey: string;
  witnessKey: string;
  folder: string;
  log: AuditLog;
  witness: FileWitness;
  anchor: AuditAnchor;
  /** What the log and its parts said so far. */
  logged: string[];
  /** Writes so many events, without taking them in. */
  write(count: number): Promise<void>;
  /** Writes events and takes them in by batches of these sizes; the witness sees each head. */
  grow(...batches: number[]): Promise<void>;
  /** A new, empty log in the same database, under keys of its own. */
  renew(): Promise<void>;
  stop(): Promise<void>;
}

export async function startAuditWorld(): Promise<AuditWorld> {
  const mongod: MongoServer = await startMongod({ dataDir: null, env: process.env, log: () => undefined });
  const [connection, events] = connect(mongod.uri, ['privacy', 'events']);
  await connection.asPromise();
  await ensureCollections(connection, PRIVACY_RECORDS);
  await ensureCollections(events, PRIVACY_EVENTS);
  const logged: string[] = [];
  const journal = createLog('test', (line) => void logged.push(line));
  const folders: string[] = [];
  const world = {
    uri: mongod.uri,
    connection,
    events,
    outbox: events.db!.collection<AuditEvent>('auditEvents'),
    logged,
    async write(count: number) {
      for (let written = 0; written < count; written++) {
        await recordAudit(events, {
          actor: 'system',
          role: 'SYSTEM',
          action: 'READ',
          count: written,
          reason: 'MAINTENANCE',
        });
      }
    },
    async grow(...batches: number[]) {
      for (const batch of batches) {
        await world.write(batch);
        if ((await world.log.append()) !== batch) throw new Error(`Expected to take in ${batch} events.`);
        await world.anchor.advance();
      }
    },
    async renew() {
      for (const collection of [world.log?.entries, world.log?.heads, world.outbox]) await collection?.deleteMany({});
      world.folder = await mkdtemp(join(tmpdir(), 'audit-'));
      folders.push(world.folder);
      [world.auditKey, world.witnessKey] = [newKey(), newKey()];
      const { auditKey, witnessKey } = world;
      world.log = new AuditLog({ connection, events, auditKey });
      const folder = join(world.folder, 'witness');
      world.witness = new FileWitness({ folder, witnessKey, logKey: world.log.publicKey });
      world.anchor = new AuditAnchor({ log: world.log, witness: world.witness, journal });
      await world.log.begin();
    },
    async stop() {
      await connection.close();
      await mongod.stop();
      for (const folder of folders) await rm(folder, { recursive: true });
    },
  } as AuditWorld;
  await world.renew();
  return world;
}
