import 'reflect-metadata';
import mongoose from 'mongoose';
import { connect } from '../../kit/mongo/connect.ts';
import { AuditLog } from '../../subgraphs/privacy/audit/audit-log.ts';

/**
 * A process that takes events into the audit log and kills itself right before its n-th step (`KILL_BEFORE`, counted from 1): a
 * command of the transaction, or its commit. Without a number it ends when the outbox is empty, and says how many it took.
 */
const { MONGODB_URI, AUDIT_SIGNING_KEY, KILL_BEFORE, BATCH } = process.env;
const [connection, events] = connect(MONGODB_URI!, ['privacy', 'events']);
await connection.asPromise();
const log = new AuditLog({ connection, events, auditKey: AUDIT_SIGNING_KEY! });

let step = 0;
const dieAt = Number(KILL_BEFORE ?? 0);
const { Collection, ClientSession } = mongoose.mongo;
const steps: [object, string[]][] = [
  [Collection.prototype, ['findOneAndUpdate', 'find', 'insertMany', 'replaceOne', 'insertOne', 'deleteMany']],
  [ClientSession.prototype, ['commitTransaction', 'endSession']],
];
for (const [prototype, names] of steps) {
  for (const name of names) {
    const own = (prototype as Record<string, (...given: unknown[]) => unknown>)[name]!;
    Object.assign(prototype, {
      [name](this: unknown, ...given: unknown[]) {
        if (++step === dieAt) process.kill(process.pid, 'SIGKILL');
        return own.apply(this, given);
      },
    });
  }
}
let taken = 0;
for (let count = 1; count > 0; taken += count) count = await log.append(Number(BATCH ?? 50));
process.stdout.write(`took ${taken} in ${step} steps\n`);
await connection.close();
