import { setTimeout as sleep } from 'node:timers/promises';
import { longestFor, paced, TooSlow } from './paced.ts';

async function* bytes(count: number, pause: number) {
  for (let n = 0; n < count; n++) {
    await sleep(pause, undefined, { ref: pause < 1_000 });
    yield Buffer.from('x');
  }
}
async function lengthOf(source: AsyncIterable<Uint8Array>): Promise<number> {
  let length = 0;
  for await (const piece of source) length += piece.length;
  return length;
}
const pace = (own: object) => ({ stalledMs: 60_000, totalMs: 60_000, ...own });

it('lets through what comes in time', async () => {
  expect(await lengthOf(paced(bytes(5, 1), 5, pace({})))).toBe(5);
});

it.each([
  ['stalls', bytes(2, 30_000), { stalledMs: 20 }],
  ['trickles for longer than it may take as a whole', bytes(1_000, 10), { totalMs: 100 }],
])('gives up what %s', async (_, source, own) => {
  await expect(lengthOf(paced(source, 5, pace(own)))).rejects.toThrow(TooSlow);
});

it('gives the largest files less than the hour in which a file has to come in whole', () => {
  expect(longestFor(200 * 1024 * 1024)).toBeLessThan(3_600_000);
});
