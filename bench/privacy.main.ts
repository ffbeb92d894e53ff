import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalServers } from '../kit/local-servers/local-servers.ts';
import { connect } from '../kit/mongo/connect.ts';
import { ensureCollections } from '../kit/record/record.ts';
import { Records } from '../kit/record/records.ts';
import { openFileKeyStore } from '../kit/subject-keys/file.key-store.ts';
import { openFileWrappingKeys } from '../kit/subject-keys/file.wrapping-keys.ts';
import { openKeyring } from '../kit/subject-keys/subject-keyring.ts';
import { contact, plainContacts, sealedContacts } from './privacy/contacts.ts';
import { cost } from './privacy/cost.ts';
import { closingLine } from './report/closing-line.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const CONTACTS = 5_000;
const PAGE = 50;
const folder = await mkdtemp(join(tmpdir(), 'trade-directory-privacy-'));
const servers = await startLocalServers({ dataDir: null, env: process.env, log: say });
const [connection] = connect(servers.mongo.uri, ['bench']);
try {
  await connection.asPromise();
  await ensureCollections(connection, [sealedContacts, plainContacts]);
  const parts = {
    store: await openFileKeyStore(join(folder, 'keys')),
    wrapping: await openFileWrappingKeys(join(folder, 'wrapping')),
  };
  const keyring = await openKeyring(parts);
  const sealed = new Records(connection, sealedContacts, keyring);
  const plain = new Records(connection, plainContacts, keyring);
  const contacts = Array.from({ length: CONTACTS }, (_, order) => contact(order));
  await plain.put(contacts);
  await sealed.put(contacts);

  const from = () => Math.floor(Math.random() * (CONTACTS - PAGE));
  const page = (records: typeof sealed) => () => {
    const first = from();
    return records.find({ order: { $gte: first, $lt: first + PAGE } }, { sort: { order: 1 }, limit: PAGE });
  };
  const read = await cost({ plain: page(plain), sealed: page(sealed) }, { rounds: 9, repeats: 100 });
  say(
    `A page of ${PAGE} contacts, keys remembered: ${read.sealed.toFixed(2)} ms of CPU over ${read.plain.toFixed(2)} plain`,
  );
  const coldly = async (records: typeof sealed, open: () => Promise<typeof sealed>) =>
    page(records === sealed ? await open() : records)();
  const cold = await cost(
    {
      plain: () => coldly(plain, async () => plain),
      sealed: () => coldly(sealed, async () => new Records(connection, sealedContacts, await openKeyring(parts))),
    },
    { rounds: 9, repeats: 50 },
  );
  say(`The same with a keyring that remembers nothing: ${cold.sealed.toFixed(2)} over ${cold.plain.toFixed(2)}`);
  const write = (records: typeof sealed) => () => records.put([contacts[from()]!]);
  const written = await cost({ plain: write(plain), sealed: write(sealed) }, { rounds: 9, repeats: 200 });
  say(`A contact written: ${written.sealed.toFixed(3)} over ${written.plain.toFixed(3)}`);
  say(closingLine({ pageMoreCpuMs: read.more, pageColdMoreCpuMs: cold.more, writeMoreCpuMs: written.more }));
} finally {
  await connection.close();
  await servers.stop();
  await rm(folder, { recursive: true });
}
