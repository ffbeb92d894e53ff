import 'reflect-metadata';
import { createLog } from '../../kit/log/log.ts';
import { readConfig } from '../../kit/config/config.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { openKeyringFrom } from '../../kit/subject-keys/open-keyring.ts';
import { keyringShape } from '../../kit/subject-keys/setting.ts';
import { catalogStores } from '../../subgraphs/catalog/catalog.ts';
import { IndexFollower } from '../../subgraphs/catalog/indexing/index-follower.ts';

/** A process that follows both indexes until it is killed. */
const { MONGODB_URI, MEILI_URL, MEILI_MASTER_KEY } = process.env;
const [connection] = connect(MONGODB_URI!, ['catalog']);
await connection.asPromise();
const log = createLog('follower', (line) => void process.stderr.write(line));
const { keyring } = await openKeyringFrom(readConfig(keyringShape, process.env), { dataUri: MONGODB_URI! });
const engine = { url: MEILI_URL!, masterKey: MEILI_MASTER_KEY! };
const stores = catalogStores({ connection, engine, keyring, log });
for (const writer of stores.writers) new IndexFollower({ ...stores, writer, log }).start();
process.stdout.write('following\n');
