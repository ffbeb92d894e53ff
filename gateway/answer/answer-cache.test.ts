import { setTimeout as sleep } from 'node:timers/promises';
import type { Standing } from '../../kit/subgraph/standing.ts';
import { AnswerCache } from './answer-cache.ts';
import type { Answer } from './kept-answer.ts';

const answer = (body: string, more: Partial<Answer> = {}): Answer => ({ status: 200, body, clean: true, ...more });
const bodyOf = (kept: Answer | undefined) => kept?.body.toString();
const cacheOf = () => new AnswerCache(2 ** 20);

it('computes a question that is asked twice at once only once, and keeps the answer', async () => {
  const cache = cacheOf();
  let computed = 0;
  const compute = async () => (await sleep(10), answer(String(++computed)));
  const both = await Promise.all([cache.answer('q', compute), cache.answer('q', compute)]);
  expect(both.map(({ body }) => body)).toEqual(['1', '1']);
  expect(bodyOf(cache.get('q'))).toBe('1');
  expect(cache.get('other')).toBeUndefined();
});

it('keeps no answer with an error in it, and none that failed', async () => {
  const cache = cacheOf();
  await cache.answer('q', async () => answer('half', { clean: false }));
  await expect(cache.answer('f', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect([cache.get('q'), cache.get('f')]).toEqual([undefined, undefined]);
  expect((await cache.answer('f', async () => answer('now'))).body).toBe('now');
});

it('forgets everything when something is hidden, also what is being computed and what still holds', async () => {
  const cache = cacheOf();
  await cache.answer('old', async () => answer('old', { standings: [standing()] }));
  const before = cache.answer('q', async () => (await sleep(20), answer('before')));
  cache.forget();
  const after = cache.answer('q', async () => (await sleep(30), answer('after')));
  expect([(await before).body, (await after).body]).toEqual(['before', 'after']);
  expect([cache.get('old'), bodyOf(cache.get('q'))]).toEqual([undefined, 'after']);
});

it('keeps an answer for longer that is known to hold, for as long as all of its parts do', async () => {
  const cache = new AnswerCache(2 ** 20, { holding: 60_000, other: 50 });
  const [one, other] = [standing(), standing()];
  await cache.answer('holds', async () => answer('holds', { standings: [one, other] }));
  await cache.answer('unknown', async () => answer('unknown'));
  await sleep(200);
  expect([bodyOf(cache.get('holds')), cache.get('unknown')]).toEqual(['holds', undefined]);
  other.isOver = true;
  expect(cache.get('holds')).toBeUndefined();
  other.isOver = false;
  expect(cache.get('holds')).toBeUndefined();
});

it('says of what still holds that it is as of now, and changes nothing else', async () => {
  const cache = cacheOf();
  const asOf = '2026-01-01T00:00:00.123Z';
  const body = JSON.stringify({
    name: `Çelik 钢 ${asOf}`,
    one: { asOf },
    two: { at: asOf, publishedAt: '2025-01-01T00:00:00.123Z' },
  });
  await cache.answer('q', async () => answer(body, { standings: [standing(asOf)] }));
  const before = new Date().toISOString();
  for (let time = 0; time < 2; time++) {
    const { one, two, name } = JSON.parse(bodyOf(cache.get('q'))!) as {
      name: string;
      one: { asOf: string };
      two: { at: string; publishedAt: string };
    };
    expect(name).toBe(`Çelik 钢 ${asOf}`);
    expect(two.publishedAt).toBe('2025-01-01T00:00:00.123Z');
    for (const moment of [one.asOf, two.at]) expect(moment >= before && moment <= new Date().toISOString()).toBe(true);
  }
});

function standing(asOf = '2026-01-01T00:00:00.000Z'): Standing & { isOver: boolean } {
  return {
    asOf,
    isOver: false,
    holds() {
      return !this.isOver;
    },
  };
}
