import { Gathered } from './gathered.ts';

/** Doubles numbers, and tells what was asked together; the odd one out fails whatever it is asked with. */
function doubling(most = 10, odd = Number.NaN) {
  const asked: number[][] = [];
  const gathered = new Gathered<number, number>(async (numbers) => {
    asked.push([...numbers]);
    await new Promise(setImmediate);
    if (numbers.includes(odd)) throw new Error(`no ${odd}`);
    return numbers.map((one) => one * 2);
  }, most);
  return { asked, gathered };
}

it('asks the first at once, and what comes meanwhile together, in its order', async () => {
  const { asked, gathered } = doubling();
  expect(await Promise.all([1, 2, 3, 4].map((one) => gathered.answer(one)))).toEqual([2, 4, 6, 8]);
  expect(asked).toEqual([[1], [2, 3, 4]]);
  expect(await gathered.answer(5)).toBe(10);
  expect(asked[2]).toEqual([5]);
});

it('asks no more together than may be', async () => {
  const { asked, gathered } = doubling(2);
  expect(await Promise.all([1, 2, 3, 4].map((one) => gathered.answer(one)))).toEqual([2, 4, 6, 8]);
  expect(asked).toEqual([[1], [2, 3], [4]]);
});

it('of questions that fail together those are answered that can be', async () => {
  const { gathered } = doubling(10, 3);
  const answers = await Promise.allSettled([1, 2, 3, 4].map((one) => gathered.answer(one)));
  expect(answers.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))).toEqual([
    2,
    4,
    'no 3',
    8,
  ]);
  expect(await gathered.answer(6)).toBe(12);
});
