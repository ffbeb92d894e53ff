import 'reflect-metadata';
import { createLog } from '../../kit/log/log.ts';
import { readConfig } from '../../kit/config/config.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { openKeyringFrom } from '../../kit/subject-keys/open-keyring.ts';
import { keyringShape } from '../../kit/subject-keys/setting.ts';
import { importing } from './importing.ts';

/** A process that works through imports until it is killed. */
const { MONGODB_URI } = process.env;
const [connection, events] = connect(MONGODB_URI!, ['catalog', 'events']);
await connection.asPromise();
const log = createLog('importer', (line) => void process.stderr.write(line));
const { keyring } = await openKeyringFrom(readConfig(keyringShape, process.env), { dataUri: MONGODB_URI! });
importing({ connection, events, keyring, log }).start();
