import { createLog } from '../../../kit/log/log.ts';
import { until } from '../../../test/kit/world.ts';
import { Concepts } from '../language/concepts.ts';
import { RankIndex } from '../ranking/rank-index.ts';
import type { TermsChanged } from '../term/trade-terms.ts';
import { TermChanges, type KeptIndex } from './term-changes.ts';

const TERM = { id: 'float', tr: ['şamandıra'], zh: ['浮球'], en: [] };

/** An index of many documents, each other one of which holds the term; remembers what was done, in order. */
function started(following: string | null, { isWhole = true, fails = false } = {}) {
  const done: string[] = [];
  const index = new RankIndex(() => new Concepts([]));
  const texts = (seq: number) => ({
    name: [{ tr: seq % 2 ? 'Şamandıralar' : 'Vana' }],
    supplier: [],
    text: [],
    attributes: [],
  });
  index.put(
    Array.from({ length: 3_000 }, (_, seq) => ({ id: `p${seq}`, seq, texts: texts(seq), codes: {}, numbers: {} })),
  );
  const ranking = { index, isWhole, again: (ids: readonly string[]) => void done.push(`ranked ${ids.length}`) };
  const follower = { following };
  const refresh = async (generation: string, ids: readonly string[]) => {
    if (fails) throw new Error('gone');
    done.push(`${generation} ${ids.length}`);
    return { searchable: Promise.resolve() };
  };
  const kept = { ranking, follower, writer: { refresh, source: { name: 'products' } } } as unknown as KeptIndex;
  const listeners: TermsChanged[] = [];
  const logged: string[] = [];
  const terms = { onChange: (listener: TermsChanged) => void listeners.push(listener) };
  const changes = new TermChanges(
    terms,
    [kept],
    createLog('test', (line) => void logged.push(line)),
  );
  changes.start();
  const tell = () => listeners.forEach((listener) => listener([TERM]));
  return { done, logged, ranking, changes, tell };
}

it('documents that hold a changed term are handed to the engine in batches, then ranked anew', async () => {
  const { done, changes, tell } = started('live');
  tell();
  await until(() => done.length === 3);
  expect(done).toEqual(['live 1000', 'live 500', 'ranked 1500']);
  await changes.stop();
});

it('who does not lead writes nothing, and ranks all the same', async () => {
  const { done, changes, tell } = started(null);
  tell();
  await until(() => done.length > 0);
  expect(done).toEqual(['ranked 1500']);
  await changes.stop();
});

it('an engine that fails is told of, and keeps nobody from ranking', async () => {
  const { done, logged, changes, tell } = started('live', { fails: true });
  tell();
  await until(() => done.length > 0);
  expect(done).toEqual(['ranked 1500']);
  expect(logged.join()).toContain('changed terms not indexed');
  await changes.stop();
});

it('waits until the ranking holds all documents, and no longer than it runs', async () => {
  const waiting = started('live', { isWhole: false });
  waiting.tell();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(waiting.done).toEqual([]);
  waiting.ranking.isWhole = true;
  await until(() => waiting.done.length === 3);
  const stopped = started('live', { isWhole: false });
  stopped.tell();
  await stopped.changes.stop();
  expect(stopped.done).not.toContain('live 1000');
});
