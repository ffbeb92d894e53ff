import { setTimeout as sleep } from 'node:timers/promises';
import { AnswerCache, type Answer } from './answer-cache.ts';

const answer = (body: string, clean = true): Answer => ({ status: 200, body, clean });

it('computes a question that is asked twice at once only once, and keeps the answer', async () => {
  const cache = new AnswerCache();
  let computed = 0;
  const compute = async () => (await sleep(10), answer(String(++computed)));
  const both = await Promise.all([cache.answer('q', compute), cache.answer('q', compute)]);
  expect(both.map(({ body }) => body)).toEqual(['1', '1']);
  expect(cache.get('q')?.body).toBe('1');
  expect(cache.get('other')).toBeUndefined();
});

it('keeps no answer with an error in it, and none that failed', async () => {
  const cache = new AnswerCache();
  await cache.answer('q', async () => answer('half', false));
  await expect(cache.answer('f', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect([cache.get('q'), cache.get('f')]).toEqual([undefined, undefined]);
  expect((await cache.answer('f', async () => answer('now'))).body).toBe('now');
});

it('forgets everything when something is hidden, also what is being computed', async () => {
  const cache = new AnswerCache();
  await cache.answer('old', async () => answer('old'));
  const before = cache.answer('q', async () => (await sleep(20), answer('before')));
  cache.forget();
  const after = cache.answer('q', async () => (await sleep(30), answer('after')));
  expect([(await before).body, (await after).body]).toEqual(['before', 'after']);
  expect([cache.get('old'), cache.get('q')?.body]).toEqual([undefined, 'after']);
});
