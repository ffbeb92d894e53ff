import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MOST_REFERENCES } from '../participation/participation-messages.ts';
import { newSubjectRef } from '../subject-keys/subject-ref.ts';
import { startChild } from '../../test/kit/child.ts';
import { TombstoneLedger } from './tombstone-ledger.ts';
import { LedgerDamaged, type Buried } from './tombstone.ts';

const newKey = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const signingKey = newKey();
let folder: string;
let ledger: TombstoneLedger;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tombstones-'));
  ledger = new TombstoneLedger({ folder, signingKey });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const buried = (): Buried => ({
  erasureId: randomBytes(12).toString('hex'),
  at: '2026-11-27T04:00:00.000Z',
  references: [{ ref: newSubjectRef(), kind: 'GUEST' }],
  planHash: 'a'.repeat(64),
});
const fileOf = (sequence: number) => join(folder, `00000000${sequence}.jws`);
const pick = ({ erasureId, at, references, planHash }: Buried): Buried => ({ erasureId, at, references, planHash });
/** Three entries. */
async function filled() {
  return [await ledger.append(buried()), await ledger.append(buried()), await ledger.append(buried())] as const;
}

it('keeps who was erased, in order, each erasure once, whoever reads it', async () => {
  const [first, second] = [buried(), buried()];
  expect(await ledger.head()).toBeNull();
  expect((await ledger.append(first)).sequence).toBe(1);
  expect((await ledger.append(second)).sequence).toBe(2);
  const again = await new TombstoneLedger({ folder, signingKey }).append({ ...first, at: '2027-01-01T00:00:00.000Z' });
  expect([again.sequence, again.at]).toEqual([1, first.at]);
  const all = await ledger.verify(null);
  expect(all.map(({ erasureId }) => erasureId)).toEqual([first.erasureId, second.erasureId]);
  expect(all[1]).toMatchObject({ previous: all[0]!.hash, references: second.references });
  expect(await ledger.entries(1)).toEqual([all[1]]);
  expect(await ledger.head()).toEqual(all[1]);
});

it('takes references alone: a name or an address has no room', async () => {
  for (const ref of ['Ayşe Örnek', 'ayse@example.com', ''])
    await expect(ledger.append({ ...buried(), references: [{ ref, kind: 'GUEST' }] })).rejects.toThrow(/ref/);
  await expect(ledger.append({ ...buried(), name: 'Ayşe' } as never)).rejects.toThrow(/name/);
  expect(await readdir(folder)).toEqual([]);
});

it.each<[string, () => Promise<unknown>]>([
  ['deleted', () => rm(fileOf(2))],
  ['deleted at the beginning', () => rm(fileOf(1))],
  [
    'changed',
    async () => {
      const [head, payload, signature] = (await readFile(fileOf(2), 'utf8')).split('.');
      const changed = { ...JSON.parse(Buffer.from(payload!, 'base64url').toString()), planHash: 'b'.repeat(64) };
      await writeFile(fileOf(2), `${head}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}.${signature}`);
    },
  ],
  [
    'moved',
    async () => {
      await rename(fileOf(2), join(folder, 'aside'));
      await rename(fileOf(3), fileOf(2));
      await rename(join(folder, 'aside'), fileOf(3));
    },
  ],
  ['repeated', async () => writeFile(fileOf(4), await readFile(fileOf(3)))],
  ['emptied', () => writeFile(fileOf(3), '')],
  ['cut', async () => writeFile(fileOf(3), (await readFile(fileOf(3), 'utf8')).slice(0, -1))],
])('refuses a ledger of which an entry was %s', async (_, tamper) => {
  await filled();
  await tamper();
  await expect(ledger.verify(null)).rejects.toThrow(LedgerDamaged);
  await expect(ledger.entries(0)).rejects.toThrow(LedgerDamaged);
  await expect(new TombstoneLedger({ folder, signingKey }).append(buried())).rejects.toThrow(LedgerDamaged);
});

it.each<[string, () => Promise<unknown>]>([
  ['an entry is gone', () => rm(fileOf(1))],
  ['the last entry is gone', () => rm(fileOf(3))],
  ['the last entry is another', async () => writeFile(fileOf(3), await readFile(fileOf(2)))],
  ['an entry came that does not follow', async () => writeFile(fileOf(4), await readFile(fileOf(3)))],
  ['an entry is missing before one that came', async () => writeFile(fileOf(5), await readFile(fileOf(3)))],
])('a process that has read it through appends nothing where %s', async (_, tamper) => {
  await filled();
  await tamper();
  await expect(ledger.append(buried())).rejects.toThrow(LedgerDamaged);
});

it('a process goes on from the last entry that it knows, and reads those before no more', async () => {
  const [first] = await filled();
  const other = new TombstoneLedger({ folder, signingKey });
  const theirs = await other.append(buried());
  await writeFile(fileOf(2), 'nobody reads this again');
  expect((await ledger.append(buried())).sequence).toBe(5);
  expect(await ledger.append(pick(theirs))).toEqual(theirs);
  expect(await ledger.append(pick(first))).toEqual(first);
  await expect(ledger.verify(null)).rejects.toThrow(LedgerDamaged);
});

it('has room for everything that a person can be stored under', async () => {
  const references = Array.from({ length: MOST_REFERENCES }, () => ({ ref: newSubjectRef(), kind: 'GUEST' }));
  await ledger.append({ ...buried(), references });
  expect((await ledger.head())?.references).toEqual(references);
});

it('refuses one that was cut off at its end, and one that was written anew, by what a database has seen', async () => {
  const [first, , third] = await filled();
  await expect(ledger.verify(third)).resolves.toHaveLength(3);
  await expect(ledger.verify(first)).resolves.toHaveLength(3);
  await rm(fileOf(3));
  await expect(ledger.verify(third)).rejects.toThrow('2 entries where a database has seen 3');
  await new TombstoneLedger({ folder, signingKey }).append(buried());
  await expect(ledger.verify(third)).rejects.toThrow('another entry 3 than a database has seen');
});

it('refuses one that somebody without the key wrote', async () => {
  await filled();
  await rm(folder, { recursive: true });
  const others = new TombstoneLedger({ folder, signingKey: newKey() });
  await others.append(buried());
  await expect(ledger.verify(null)).rejects.toThrow('an entry that was not signed by it');
});

it('two processes append at once, and nothing is lost or twice', async () => {
  const keyFile = join(folder, 'key.pem');
  await writeFile(keyFile, signingKey);
  const children = ['a', 'b'].map((letter) =>
    startChild('test/kit/tombstone-appender.main.ts', { ...process.env, FOLDER: folder, KEY: keyFile, LETTER: letter }),
  );
  for (const child of children) expect([await child.ended, child.said()]).toEqual([0, 'done\n']);
  const all = await ledger.verify(null);
  expect(all).toHaveLength(60);
  expect(new Set(all.map(({ erasureId }) => erasureId)).size).toBe(60);
}, 60_000);

it('what a process left that died while it wrote is nothing, and what it had written counts once', async () => {
  const entry = buried();
  await ledger.append(entry);
  await writeFile(`${fileOf(2)}.8f14e45f`, 'half an ent');
  expect((await ledger.append(buried())).sequence).toBe(2);
  expect((await ledger.append(entry)).sequence).toBe(1);
  expect(await ledger.verify(null)).toHaveLength(2);
});
