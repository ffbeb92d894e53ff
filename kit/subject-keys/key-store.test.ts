import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMongod, type MongoServer } from '../local-servers/mongod.process.ts';
import { openFileKeyStore } from './file.key-store.ts';
import type { EpochState, KeyStore, NewEpochState } from './key-store.ts';
import { openMongoKeyStore } from './mongo.key-store.ts';
import { newSubjectRef } from './subject-ref.ts';
import { WRAPPED_BYTES } from './wrapped-key.ts';

let folder: string;
const servers: MongoServer[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-store-'));
  const start = () =>
    startMongod({ dataDir: null, env: { ...process.env, MONGODB_URI: undefined }, log: () => undefined });
  servers.push(...(await Promise.all([start(), start()])));
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await rm(folder, { recursive: true });
});

const some = () => randomBytes(WRAPPED_BYTES);
const first: NewEpochState = { current: 1, next: null, phase: 'idle', proofs: [{ epoch: 1, proof: 'one' }] };

describe.each<[string, () => Promise<KeyStore>]>([
  ['a folder', () => openFileKeyStore(folder)],
  ['a MongoDB of its own', () => openMongoKeyStore(servers[0]!.uri, { dataUri: servers[1]!.uri, leaseMs: 600 })],
])('data keys in %s', (_, open) => {
  let store: KeyStore;
  let other: KeyStore;
  beforeAll(async () => void ([store, other] = await Promise.all([open(), open()])));
  afterAll(() => Promise.all([store?.close(), other?.close()]));

  it('are there, whole, once they were added; nobody else’s are', async () => {
    const keys = new Map(Array.from({ length: 60 }, () => [newSubjectRef(), some()]));
    expect(new Set((await store.add(keys)).values())).toEqual(new Set(['made']));
    const never = newSubjectRef();
    expect(new Map(await other.read([...keys.keys(), never]))).toEqual(keys);
    expect([...(await other.destroyed([...keys.keys(), never]))]).toEqual([]);
  });

  it('are never replaced by adding', async () => {
    const ref = newSubjectRef();
    const offers = Array.from({ length: 20 }, some);
    const answers = await Promise.all(
      offers.map(async (offer, at) => (await (at % 2 ? store : other).add(new Map([[ref, offer]]))).get(ref)),
    );
    expect(answers.filter((answer) => answer === 'made')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'there')).toHaveLength(19);
    expect((await store.read([ref])).get(ref)).toEqual(offers[answers.indexOf('made')]);
  });

  it('are replaced only where what is expected stands', async () => {
    const ref = newSubjectRef();
    const [old, wanted, late] = [some(), some(), some()];
    await store.add(new Map([[ref, old]]));
    expect(await other.replace(ref, old, wanted)).toBe(true);
    expect(await store.replace(ref, old, late)).toBe(false);
    expect((await store.read([ref])).get(ref)).toEqual(wanted);
    expect(await store.replace(newSubjectRef(), old, late)).toBe(false);
  });

  it('once destroyed are gone, and neither added nor replaced again', async () => {
    const [had, never] = [newSubjectRef(), newSubjectRef()];
    const key = some();
    await store.add(new Map([[had, key]]));
    await store.destroy([had, never]);
    await other.destroy([had]);
    expect((await other.read([had, never])).size).toBe(0);
    expect(await other.destroyed([had, never])).toEqual(new Set([had, never]));
    const again = await other.add(
      new Map([
        [had, key],
        [never, some()],
      ]),
    );
    expect([...again.values()]).toEqual(['destroyed', 'destroyed']);
    expect(await other.replace(had, key, some())).toBe(false);
    expect((await store.read([had, never])).size).toBe(0);
  });

  it('never come back, however adding, replacing and destroying meet', async () => {
    const refs = Array.from({ length: 150 }, newSubjectRef);
    await Promise.all(
      refs.map(async (ref) => {
        const keys = [some(), some(), some()] as const;
        const writing = async () => {
          await store.add(new Map([[ref, keys[0]]]));
          await store.replace(ref, keys[0], keys[1]);
          await store.replace(ref, keys[1], keys[2]);
        };
        await Promise.all([writing(), other.destroy([ref]), other.add(new Map([[ref, keys[2]]]))]);
      }),
    );
    expect((await store.read(refs)).size).toBe(0);
    const left = new Set(await allOf(store));
    expect(refs.filter((ref) => left.has(ref))).toEqual([]);
    expect(await store.sweep()).toBe(0);
  }, 120_000);

  it('are listed in pages, each once', async () => {
    const refs = Array.from({ length: 100 }, newSubjectRef);
    await store.add(new Map(refs.map((ref) => [ref, some()])));
    const listed = await allOf(store);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toEqual(expect.arrayContaining(refs));
    expect((await store.list(null, 10)).subjectRefs.length).toBeLessThan(100);
  });

  it('have one state of epochs, which whoever is first leads on', async () => {
    expect(await store.epochs()).toBeNull();
    const begun = await Promise.all([store.advance(null, first), other.advance(null, first)]);
    expect(begun.filter(Boolean)).toHaveLength(1);
    const state = (await other.epochs())!;
    expect(state).toEqual({ ...first, revision: 1 });
    const to: NewEpochState = { ...first, next: 2, phase: 'wrap' };
    const led = await Promise.all([store, other, store, other].map((each) => each.advance(state, to)));
    expect(led.filter(Boolean)).toHaveLength(1);
    expect(await store.epochs()).toEqual({ ...to, revision: 2 } satisfies EpochState);
  });

  it('are rotated by one process at a time', async () => {
    const giveBack = await store.lockRotation();
    await expect(other.lockRotation()).rejects.toMatchObject({ code: 'BUSY', message: /Another rotation runs/ });
    await giveBack();
    await (
      await other.lockRotation()
    )();
  });
});

async function allOf(store: KeyStore): Promise<string[]> {
  const refs: string[] = [];
  let next: string | null = null;
  do {
    const page = await store.list(next, 10);
    refs.push(...page.subjectRefs);
    next = page.next;
  } while (next !== null);
  return refs;
}
