import { readCommandLine } from './command-line.ts';

const USAGE = 'Expected which file: npm run x -- --from FILE';
const read = (...args: string[]) => readCommandLine({ args, options: { from: { type: 'string' } } }, USAGE).values;

it('reads what a command was told, and says how it is used for everything else', () => {
  expect(read('--from', 'a')).toMatchObject({ from: 'a' });
  for (const args of [['--form', 'a'], ['--from'], ['a']]) expect(() => read(...args)).toThrow(USAGE);
});
