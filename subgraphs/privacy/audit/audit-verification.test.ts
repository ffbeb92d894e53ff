import { createWriteStream } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { publicPem, startAuditWorld, type AuditWorld } from '../../../test/kit/audit-world.ts';
import { startChild } from '../../../test/kit/child.ts';
import { exportedLog } from './audit-export.ts';
import { canonicalEntry, entryId } from './audit-entry.ts';
import type { AuditEntry } from './audit-entry.record.ts';
import { AuditInclusion } from './audit-inclusion.ts';
import { LogBroken } from './audit-log.ts';
import { verifyLog } from './audit-verification.ts';
import { checkExport } from './exported-log.ts';
import { receiptsIn, witnessFile } from './file.witness.ts';
import { leafHash } from '../../../kit/merkle/hash.ts';
import type { Finding } from './log-check.ts';
import { keyPair } from './tree-head.ts';
import { WitnessAway, type Witness } from './witness.ts';

let world: AuditWorld;
beforeAll(async () => void (world = await startAuditWorld()));
beforeEach(async () => {
  await world.renew();
  await world.grow(5, 1, 9, 2, 3);
});
afterAll(() => world?.stop());

const all = () => world.log.entries.find({}, { promoteBuffers: true }).sort({ _id: 1 }).toArray();
/** Past the log and past mongoose, as somebody with the database's password would. */
const put = (entry: AuditEntry) =>
  world.log.entries.replaceOne({ _id: entry._id }, entry, { bypassDocumentValidation: true });
const hashed = (entry: AuditEntry): AuditEntry => ({ ...entry, leafHash: leafHash(canonicalEntry(entry)) });

const file = (name: string) => join(world.folder, name);
async function exported(): Promise<string> {
  const receipt = (await world.witness.latest())?.receipt ?? null;
  await pipeline(Readable.from(exportedLog(world.log, receipt)), createWriteStream(file('log.jsonl')));
  return file('log.jsonl');
}
const offline = async (log: string, withWitness = true) => {
  const receipts = receiptsIn(await readFile(witnessFile(join(world.folder, 'witness')), 'utf8'));
  const witness = withWitness ? { receipts, key: keyPair(world.witnessKey).publicKey } : null;
  return checkExport({ file: log, logKey: world.log.publicKey, witness });
};
/** What both verifications find, which is the same. */
async function found(): Promise<Finding | null> {
  const { finding } = await verifyLog(world.log, world.witness);
  expect((await offline(await exported())).finding).toEqual(finding);
  return finding;
}

it('finds nothing in a log that nobody touched, and says how much of it the witness has seen', async () => {
  await world.write(2);
  await world.log.append();
  const { finding, entries, root, anchored } = await verifyLog(world.log, world.witness);
  expect({ finding, entries, anchored }).toEqual({ finding: null, entries: 22, anchored: 20 });
  expect(root).toMatch(/^[0-9a-f]{64}$/);
  expect(await offline(await exported())).toMatchObject({ finding: null, entries: 22, anchored: 20, newest: { root } });
  expect(await found()).toBeNull();
});

const tamperings: [string, () => Promise<unknown>, Finding][] = [
  [
    'a hash that is none',
    () =>
      world.log.entries.updateOne(
        { _id: entryId(5) },
        { $set: { leafHash: 'x' as never } },
        { bypassDocumentValidation: true },
      ),
    { problem: 'ENTRY_CHANGED', firstBroken: 5 },
  ],
  [
    'an entry deleted',
    () => world.log.entries.deleteOne({ _id: entryId(7) }),
    { problem: 'ENTRY_MISSING', firstBroken: 7 },
  ],
  [
    'the first entry deleted',
    () => world.log.entries.deleteOne({ _id: entryId(0) }),
    { problem: 'ENTRY_MISSING', firstBroken: 0 },
  ],
  [
    'an entry edited',
    () => world.log.entries.updateOne({ _id: entryId(7) }, { $set: { reason: 'LEGAL_HOLD' } }),
    { problem: 'ENTRY_CHANGED', firstBroken: 7 },
  ],
  [
    'something added to an entry',
    () =>
      world.log.entries.updateOne(
        { _id: entryId(7) },
        { $set: { note: 'x' } },
        {
          bypassDocumentValidation: true,
        },
      ),
    { problem: 'ENTRY_CHANGED', firstBroken: 7 },
  ],
  [
    'an entry edited together with its hash',
    async () => put(hashed({ ...(await all())[16]!, reason: 'LEGAL_HOLD' })),
    { problem: 'HEAD_MISMATCH', firstBroken: 16 },
  ],
  [
    'two entries swapped',
    async () => {
      const [, , a, b] = (await all()) as [AuditEntry, AuditEntry, AuditEntry, AuditEntry];
      await put({ ...a, _id: b._id });
      await put({ ...b, _id: a._id });
    },
    { problem: 'ENTRY_CHANGED', firstBroken: 2 },
  ],
  [
    'two entries swapped together with their hashes',
    async () => {
      const entries = await all();
      const [a, b] = [entries[17]!, entries[19]!];
      await put(hashed({ ...a, _id: b._id }));
      await put(hashed({ ...b, _id: a._id }));
    },
    { problem: 'HEAD_MISMATCH', firstBroken: 17 },
  ],
  [
    'the end cut off',
    () => world.log.entries.deleteMany({ _id: { $gte: entryId(17) } }),
    { problem: 'TRUNCATED', firstBroken: 17 },
  ],
  [
    'the end cut off together with its heads, back to one that was signed',
    async () => {
      const older = (await world.log.heads.findOne({ _id: entryId(15) }))!;
      await world.log.entries.deleteMany({ _id: { $gte: entryId(15) } });
      await world.log.heads.deleteMany({ size: { $gt: 15 } });
      await world.log.heads.insertOne({ ...older, _id: 'newest' });
    },
    { problem: 'TRUNCATED', firstBroken: 15 },
  ],
  [
    'everything gone, and a new beginning that the log’s own key signed',
    async () => {
      await world.log.entries.deleteMany({});
      await world.log.heads.deleteMany({});
      await world.log.begin();
    },
    { problem: 'TRUNCATED', firstBroken: 0 },
  ],
  [
    'a head that nobody signed',
    () => world.log.heads.updateOne({ _id: entryId(6) }, { $set: { signed: 'a.b.c' } }),
    { problem: 'HEAD_FORGED', firstBroken: null },
  ],
  [
    'the newest head missing',
    () => world.log.heads.deleteOne({ _id: 'newest' }),
    { problem: 'HEAD_FORGED', firstBroken: null },
  ],
];
it.each(tamperings)('sees %s', async (_, tamper, finding) => {
  await tamper();
  expect(await found()).toEqual(finding);
});

/** Writes the whole log anew with one entry changed, every hash, head and signature right: whoever has database and key can. */
async function rewrite(changed: number): Promise<void> {
  const events = (await all()).map(({ _id, leafHash: __, event, ...fields }) => ({ ...fields, _id: event }));
  events[changed]!.reason = 'LEGAL_HOLD';
  await world.log.entries.deleteMany({});
  await world.log.heads.deleteMany({});
  await world.log.begin();
  for (const [at, event] of events.entries()) {
    await world.outbox.insertOne(event);
    if ([4, 5, 14, 16, 19].includes(at)) await world.log.append();
  }
}

it('sees that everything was rewritten with the log’s own key, because the witness saw another log', async () => {
  await rewrite(9);
  expect(await found()).toEqual({ problem: 'WITNESS_MISMATCH', firstBroken: 6 });
  expect((await offline(await exported(), false)).finding).toBeNull();
  const count = world.logged.length;
  await world.grow(1);
  expect(world.logged.slice(count).join()).toContain('"code":"FORK"');
  expect((await world.witness.latest())?.taken.size).toBe(20);
});

it('sees an entry whose id is none', async () => {
  const strange = { ...(await all())[3]!, _id: 7 as never };
  await world.log.entries.insertOne(strange, { bypassDocumentValidation: true });
  expect((await verifyLog(world.log, world.witness)).finding).toMatchObject({ problem: 'SURPLUS' });
});

it('sees entries behind the newest head', async () => {
  await world.log.entries.insertOne(hashed({ ...(await all())[19]!, _id: entryId(20) }));
  expect((await verifyLog(world.log, world.witness)).finding).toEqual({ problem: 'SURPLUS', firstBroken: 20 });
});

it('says that the witness did not answer, and what is there all the same', async () => {
  const away: Witness = {
    latest: () => Promise.reject(new WitnessAway('away')),
    all: () => Promise.reject(new WitnessAway('away')),
    take: () => Promise.reject(new WitnessAway('away')),
  };
  expect(await verifyLog(world.log, away)).toMatchObject({ finding: null, entries: 20, anchored: null });
});

it('is not confused by what is appended meanwhile', async () => {
  const growing = world.grow(...Array.from({ length: 30 }, () => 2));
  for (let count = 0; count < 15; count++) {
    expect((await verifyLog(world.log, world.witness)).finding).toBeNull();
  }
  await growing;
});

it('proves each entry to the newest head, also of a log of several blocks, and none that was changed', async () => {
  await world.write(1_100);
  while ((await world.log.append(1_000)) > 0);
  const inclusion = new AuditInclusion(world.log);
  for (const sequence of [0, 1_023, 1_024, 1_119]) {
    expect(await inclusion.prove(sequence)).toMatchObject({ sequence, size: 1_120 });
  }
  expect([await inclusion.prove(1_120), await inclusion.prove(-1)]).toEqual([null, null]);
  await world.log.entries.updateOne({ _id: entryId(5) }, { $set: { reason: 'LEGAL_HOLD' } });
  await expect(inclusion.prove(5)).rejects.toThrow(LogBroken);
  expect(await inclusion.prove(6)).toMatchObject({ sequence: 6 });
});

describe('the command that verifies a file', () => {
  const commanded = async (log: string, ...more: string[]) => {
    const args = ['--log', log, '--key', file('key.pem'), ...more];
    // Nothing of the deployment is at hand: neither database nor network.
    const child = startChild('subgraphs/privacy/audit/verify.main.ts', { PATH: process.env['PATH'] }, args);
    return { code: await child.ended, said: child.said() };
  };
  let witness: string[];
  beforeEach(async () => {
    await writeFile(file('key.pem'), publicPem(world.auditKey));
    await writeFile(file('witness-key.pem'), publicPem(world.witnessKey));
    await copyFile(witnessFile(join(world.folder, 'witness')), file('witness.jsonl'));
    witness = ['--witness', file('witness.jsonl'), '--witness-key', file('witness-key.pem')];
  });

  it('says what it checked, and that nothing is broken', async () => {
    const { code, said } = await commanded(await exported(), ...witness);
    expect(said).toContain('20 entries, compared with');
    expect(said).toContain('The witness has seen 20 entries.');
    expect([code, said.trim().split('\n').at(-1)]).toEqual([0, 'Nothing is broken.']);
    expect(await commanded(await exported())).toMatchObject({
      code: 0,
      said: expect.stringContaining('No witness was given'),
    });
  });

  it('ends with 1 and names the first broken entry, also of a file that was tampered with', async () => {
    const log = await exported();
    const lines = (await readFile(log, 'utf8')).trimEnd().split('\n');
    const entry = (sequence: number) => lines.findIndex((line) => line.includes(`"sequence":${sequence},`));
    const broken: [string[], string][] = [
      [lines.toSpliced(entry(7), 1), 'ENTRY_MISSING, the first broken entry is 7'],
      [
        lines.with(entry(7), lines[entry(7)]!.replace('MAINTENANCE', 'LEGAL_HOLD')),
        'ENTRY_CHANGED, the first broken entry is 7',
      ],
      [lines.with(entry(7), lines[entry(8)]!).with(entry(8), lines[entry(7)]!), 'the first broken entry is 7'],
      [lines.slice(0, entry(18)), 'TRUNCATED, the first broken entry is 18'],
      [lines.with(entry(7), '{"leafHash":'), 'the first broken entry is 7'],
    ];
    for (const [changed, said] of broken) {
      await writeFile(file('tampered.jsonl'), changed.join('\n'));
      expect(await commanded(file('tampered.jsonl'), ...witness)).toEqual({
        code: 1,
        said: expect.stringContaining(said),
      });
    }
    await rewrite(9);
    expect(await commanded(await exported(), ...witness)).toEqual({
      code: 1,
      said: expect.stringContaining('BROKEN: WITNESS_MISMATCH, the first broken entry is 6'),
    });
  }, 120_000);

  it('takes what the command that exports has written', async () => {
    const env = { ...process.env, MONGODB_URI: world.uri, WITNESS: `file:${join(world.folder, 'witness')}` };
    const child = startChild('subgraphs/privacy/audit/export.main.ts', env, ['--out', file('out.jsonl')]);
    expect([await child.ended, child.said()]).toEqual([0, expect.stringContaining('with the witness’s last receipt')]);
    const last = (await readFile(file('out.jsonl'), 'utf8')).trimEnd().split('\n').at(-1)!;
    expect(JSON.parse(last)).toEqual({ newest: expect.any(String), receipt: (await world.witness.latest())!.receipt });
    expect(await commanded(file('out.jsonl'), '--witness-key', file('witness-key.pem'))).toMatchObject({ code: 0 });
  });

  it('says what it needs', async () => {
    const child = startChild('subgraphs/privacy/audit/verify.main.ts', { PATH: process.env['PATH'] }, []);
    expect([await child.ended, child.said()]).toEqual([2, expect.stringContaining('--log FILE --key PUBLIC_KEY_FILE')]);
  });
});
