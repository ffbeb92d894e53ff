import { setImmediate as turn } from 'node:timers/promises';
import { InFlight } from './in-flight.ts';

const flights = () => {
  const reached: string[] = [];
  const inFlight = new InFlight(async (position) => void reached.push(position));
  const add = async (position: string) => {
    let [resolve, reject]: [() => void, (error: Error) => void] = [() => undefined, () => undefined];
    const promise = new Promise<void>((...ends) => ([resolve, reject] = ends));
    promise.catch(() => undefined);
    await inFlight.add(position, { searchable: promise });
    return { land: resolve, crash: reject };
  };
  return { inFlight, reached, add };
};

it('reaches a position when its batch and all before it are searchable', async () => {
  const { inFlight, reached, add } = flights();
  const [first, second] = [await add('1'), await add('2')];
  second.land();
  await turn();
  await inFlight.settle();
  expect(reached).toEqual([]);
  first.land();
  await turn();
  await inFlight.settle();
  expect(reached).toEqual(['2']);
  expect(inFlight.empty).toBe(true);
});

it('reaches a position that batches share with the last of them', async () => {
  const { inFlight, reached, add } = flights();
  const [first, second] = [await add('1'), await add('1')];
  first.land();
  await turn();
  await inFlight.settle();
  expect(reached).toEqual([]);
  second.land();
  await inFlight.drain();
  expect(reached).toEqual(['1']);
});

it('throws where a batch failed, and reaches nothing behind it', async () => {
  const { inFlight, reached, add } = flights();
  const [first, second] = [await add('1'), await add('2')];
  second.land();
  first.crash(new Error('no room'));
  await turn();
  await expect(inFlight.settle()).rejects.toThrow('no room');
  expect(reached).toEqual([]);
});

it('lets eight be on their way, and waits for the oldest then', async () => {
  const { add } = flights();
  const first = await add('0');
  for (let position = 1; position < 7; position++) await add(String(position));
  let taken = false;
  const eighth = add('7').then(() => (taken = true));
  await turn();
  expect(taken).toBe(false);
  first.land();
  await eighth;
  expect(taken).toBe(true);
});
