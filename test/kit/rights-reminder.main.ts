import 'reflect-metadata';
import { readConfig } from '../../kit/config/config.ts';
import { createLog } from '../../kit/log/log.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { openKeyringFrom } from '../../kit/subject-keys/open-keyring.ts';
import { keyringShape } from '../../kit/subject-keys/setting.ts';
import { rightsDesk } from './rights-desk.ts';

/** A process that reminds officers, at a moment that it is given, until it is killed. */
const { MONGODB_URI, NOW } = process.env;
const [connection, events] = connect(MONGODB_URI!, ['privacy', 'events']);
await connection.asPromise();
const log = createLog('reminder', (line) => void process.stderr.write(line));
const { keyring } = await openKeyringFrom(readConfig(keyringShape, process.env), { dataUri: MONGODB_URI! });
for (const work of rightsDesk({ connection, events, keyring, log, now: () => new Date(NOW!) }).caseWork) work.start();
