import { setTimeout as sleep } from 'node:timers/promises';
import { PositionLost, type ChangeFeed, type Change } from '../../../kit/mongo/change-feed.ts';
import { goods, NO_CONCEPTS } from '../../../test/kit/ranked-goods.ts';
import { RankIndex } from '../ranking/rank-index.ts';
import type { RankedDocument } from '../ranking/ranked-document.ts';
import type { IndexSource } from './index-source.ts';
import { RankFollower } from './rank-follower.ts';

/** A database of products in memory, and its changes. */
function following(documents: readonly RankedDocument[]) {
  const held = new Map(documents.map((document) => [document.id, document]));
  const changes: (Change | Error)[] = [];
  const [opened, closed, logged] = [[] as string[], [] as string[], [] as string[]];
  let place = 0;
  let letLoad = (): void => undefined;
  const loading = new Promise<void>((resolve) => (letLoad = resolve));
  const feed = {
    position: () => Promise.resolve('now'),
    open: (_: readonly string[], from: string) => {
      opened.push(from);
      return {
        next: async () => {
          await sleep(2);
          const [first] = changes;
          if (first instanceof Error) {
            changes.shift();
            throw first;
          }
          const taken = changes.findIndex((change) => change instanceof Error);
          place++;
          return changes.splice(0, taken < 0 ? changes.length : taken) as Change[];
        },
        get position() {
          return `place ${place}`;
        },
        close: () => Promise.resolve(void closed.push(from)),
      };
    },
  } as unknown as ChangeFeed;
  const source = {
    name: 'products',
    collections: ['products'],
    async *touchedBy(_: string, ids: readonly string[]) {
      yield [...ids];
    },
    ranked: (ids: readonly string[]) => Promise.resolve(ids.flatMap((id) => held.get(id) ?? [])),
    async *allRanked() {
      await loading;
      yield [...held.values()];
    },
  } as unknown as IndexSource;
  const log = (message: string) => void logged.push(message);
  const index = new RankIndex(() => NO_CONCEPTS);
  const follower = new RankFollower({ feed, source, index, log: { info: log, warn: log, error: log } });
  const change = (document: RankedDocument | null, id = document!.id) => {
    if (document) held.set(id, document);
    else held.delete(id);
    changes.push({ collection: 'products', id, position: 'somewhere' });
  };
  return { follower, index, change, changes, letLoad, opened, closed, logged };
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 5) {
    if (waited > 20_000) throw new Error('Expected the ranking to follow within 20 seconds.');
    await sleep(5);
  }
}
const count = (index: RankIndex, term: string): number => index.holding([term]).length;
const shelf = Array.from({ length: 50 }, (_, at) => goods(at + 1, 'valve'));

it('is whole once all are read, and then follows what is written, changed and removed', async () => {
  const { follower, index, change, letLoad, logged } = following(shelf);
  follower.start();
  await sleep(20);
  expect(follower.isWhole).toBe(false);
  letLoad();
  await until(() => follower.isWhole);
  expect(index.size).toBe(50);
  change(goods(99, 'pump'));
  change(goods(1, 'pump'));
  change(null, shelf[1]!.id);
  await until(() => index.size === 50 && count(index, 'pump') === 2);
  expect(count(index, 'valve')).toBe(48);
  expect(index.numberOf(2)).toBeUndefined();
  expect(logged).toEqual(['ranking loaded']);
  await follower.stop();
});

it('sees what changed while all were read', async () => {
  const { follower, index, change, letLoad, opened } = following(shelf);
  follower.start();
  await until(() => opened.length === 1);
  change(goods(7, 'pump'));
  letLoad();
  await until(() => follower.isWhole && count(index, 'pump') === 1);
  expect(index.size).toBe(50);
  await follower.stop();
});

it('is not whole after its position was lost, and reads all again', async () => {
  const { follower, index, changes, change, letLoad, opened, closed, logged } = following(shelf);
  letLoad();
  follower.start();
  await until(() => follower.isWhole);
  changes.push(new PositionLost(new Error('the oplog is gone')));
  await until(() => !follower.isWhole);
  change(null, shelf[0]!.id);
  await until(() => follower.isWhole && index.size === 49);
  expect(opened).toHaveLength(2);
  expect(closed).toHaveLength(1);
  expect(logged).toEqual(['ranking loaded', 'ranking pauses', 'ranking loaded']);
  await follower.stop();
  expect(closed).toHaveLength(2);
});

it('stays as it is while the database is away, and goes on from where it was', async () => {
  const { follower, index, changes, change, letLoad, opened, logged } = following(shelf);
  letLoad();
  follower.start();
  await until(() => follower.isWhole);
  change(goods(99, 'pump'));
  await until(() => index.size === 51);
  changes.push(new Error('the database is away'));
  await until(() => logged.includes('ranking pauses'));
  expect(follower.isWhole).toBe(true);
  expect(index.size).toBe(51);
  change(null, shelf[0]!.id);
  await until(() => index.size === 50);
  expect(opened).toEqual(['now', expect.stringMatching(/^place [1-9]/)]);
  expect(logged).toEqual(['ranking loaded', 'ranking pauses']);
  await follower.stop();
});

it('stops at once, also while it pauses', async () => {
  const { follower, changes, letLoad, opened, logged } = following([]);
  letLoad();
  follower.start();
  await until(() => follower.isWhole);
  changes.push(new Error('the database is away'));
  await until(() => logged.includes('ranking pauses'));
  await follower.stop();
  expect(opened).toEqual(['now']);
});

describe('what the engine has taken in', () => {
  const [first, second] = [shelf[0]!, shelf[1]!];

  /** A ranking that follows, and whether one of such documents changed on either side since it was asked last. */
  async function followed() {
    const { letLoad, ...rest } = following(shelf);
    letLoad();
    rest.follower.start();
    await until(() => rest.follower.isWhole);
    let from = rest.index.recent.position;
    const changed = (is: (document: number) => boolean) => {
      const before = from;
      from = rest.index.recent.position;
      return rest.index.recent.some(before, is);
    };
    return { ...rest, changed };
  }
  const never = () => false;

  it('changes answers once more, the former self of a document included, and no others', async () => {
    const { follower, index, change, changed } = await followed();
    const former = index.numberOf(first.seq)!;
    change(goods(first.seq, 'pump'));
    await until(() => count(index, 'pump') === 1);
    changed(never);
    follower.takenIn([first.id]);
    expect(changed((document) => document === former)).toBe(true);
    follower.takenIn([first.id]);
    expect(changed((document) => document === index.numberOf(first.seq))).toBe(true);
    follower.takenIn([first.id]);
    expect(changed((document) => document === index.numberOf(second.seq))).toBe(false);
    await follower.stop();
  });

  it('waits for the change that is read here later, and ends no other answers', async () => {
    const { follower, index, change, changed } = await followed();
    change(goods(first.seq, 'pump'));
    follower.takenIn([first.id]);
    await until(() => count(index, 'pump') === 1);
    await sleep(50);
    expect(changed((document) => document === index.numberOf(second.seq))).toBe(false);
    await follower.stop();
  });

  it('ends all answers where its change is not remembered', async () => {
    const { follower, index, changed } = await followed();
    changed(never);
    follower.takenIn([goods(4_000, 'of another time').id]);
    const end = index.recent.position;
    await until(() => index.recent.position !== end);
    expect(changed(never)).toBe(true);
    await follower.stop();
  });
});
