import 'reflect-metadata';
import { once } from 'node:events';
import { readConfig } from '../../kit/config/config.ts';
import { createLog } from '../../kit/log/log.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { openKeyringFrom } from '../../kit/subject-keys/open-keyring.ts';
import { keyringShape } from '../../kit/subject-keys/setting.ts';
import { exporting, holderOf } from './exporting.ts';

/** A process that makes exports, and stays half-way in each until it is killed: the records go by once, and then no further. */
const { MONGODB_URI } = process.env;
const [connection, events, member] = connect(MONGODB_URI!, ['privacy', 'events', 'member']);
await connection.asPromise();
const log = createLog('exporter', (line) => void process.stderr.write(line));
const { keyring } = await openKeyringFrom(readConfig(keyringShape, process.env), { dataUri: MONGODB_URI! });
const holder = holderOf(member, keyring);
let readings = 0;
const stuck = {
  ...holder,
  async *export(references: Parameters<typeof holder.export>[0]) {
    yield* holder.export(references);
    if (++readings === 2) await once(process, 'never');
  },
};
const smtp = 'smtp://127.0.0.1:1';
const { working } = exporting({
  connection,
  events,
  member,
  keyring,
  log,
  smtp,
  participants: [stuck],
  leaseMs: 3_000,
});
for (const part of working) part.start();
