import { setTimeout as sleep } from 'node:timers/promises';
import { startCatalogWorld, type CatalogWorld } from '../../../test/kit/catalog-world.ts';
import { startChild } from '../../../test/kit/child.ts';
import { until } from '../../../test/kit/world.ts';

const FOLLOWER = 'test/kit/follower.main.ts';
let world: CatalogWorld;

beforeAll(async () => {
  world = await startCatalogWorld();
});

afterAll(() => world?.stop());

/** Writes, withdraws and removes, evenly mixed; always of the same products, so that order matters. */
async function writeMuch(writes: number, pauseMs: number): Promise<void> {
  for (let count = 0; count < writes; count++) {
    const record = world.records[(count * 7) % world.records.length]!;
    const kind = count % 10;
    if (kind === 8) await world.store.setStatus(record._id, 'WITHDRAWN');
    else if (kind === 9) await world.products.deleteOne({ _id: record._id });
    else await world.store.put([{ ...record, name: { en: `Written ${count}` }, version: count + 1 }]);
    if (count % 20 === 0) await sleep(pauseMs);
  }
}

it('converges after a follower was killed again and again during 2,000 writes, and one took over from the other', async () => {
  const killing = new AbortController();
  const kills = (async () => {
    let count = 0;
    for (; !killing.signal.aborted; count++) {
      const child = startChild(FOLLOWER, world.env);
      await until(() => child.said().includes('following'), 20_000);
      await sleep(200 + 450 * (count % 5));
      await child.kill();
      // A killed leader holds the lease for ten seconds; the next one need not wait for it here.
      await world.states.updateMany({}, { $set: { leaseUntil: new Date(0) } });
    }
    return count;
  })();
  await writeMuch(2_000, 90);
  killing.abort();
  expect(await kills).toBeGreaterThanOrEqual(4);
  expect(await world.equal()).toBe(false);

  const leader = startChild(FOLLOWER, world.env);
  await until(() => world.equal(), 40_000);
  const second = world.follow();
  await sleep(1_500);
  expect(second.followers.map(({ following }) => following)).toEqual([null, null]);
  await leader.kill();
  await world.store.put(
    world.records.slice(0, 50).map((record) => ({ ...record, name: { en: 'After the takeover' } })),
  );
  await until(() => second.followers.every(({ following }) => following !== null), 20_000);
  await until(() => world.equal(), 20_000);
  await second.stop();
  const { leaseOwner } = (await world.states.findById('products').lean())!;
  expect(leaseOwner).toBeNull();
}, 120_000);
