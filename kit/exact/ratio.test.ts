import { compared, decimalText, dividedBy, ratioOf, spelled, times } from './ratio.ts';

it.each([
  ['0.1', '0.2', '0.02', '0.5'],
  ['999999999999.999999', '1', '999999999999.999999', '999999999999.999999'],
  ['1200', '1000', '1200000', '1.2'],
  ['10', '0.45359237', '4.535924', '22.046226'],
  ['0', '3', '0', '0'],
])('%s and %s multiply to %s and divide to %s, to the last digit that is shown', (a, b, product, quotient) => {
  expect(decimalText(times(ratioOf(a), ratioOf(b)))).toBe(product);
  expect(decimalText(dividedBy(ratioOf(a), ratioOf(b)))).toBe(quotient);
});

it('rounds half up, and shows no number that is too large', () => {
  expect(decimalText({ over: 15n, under: 10_000_000n })).toBe('0.000002');
  expect(decimalText({ over: 2n, under: 3n }, 2)).toBe('0.67');
  expect(decimalText({ over: 999_999n, under: 1_000_000n }, 2)).toBe('1');
  expect(decimalText(times(ratioOf('999999999999'), ratioOf('10')))).toBeNull();
});

it('compares what was not rounded', () => {
  const third = dividedBy(ratioOf('1'), ratioOf('3'));
  expect(compared(times(third, ratioOf('3')), ratioOf('1'))).toBe(0);
  expect(compared(third, ratioOf('0.333333'))).toBeGreaterThan(0);
  expect(compared(ratioOf('0.333333'), third)).toBeLessThan(0);
  expect([spelled(ratioOf('25.40')), spelled(times(ratioOf('1'), ratioOf('25.4')))]).toEqual(['127/5', '127/5']);
});

it.each(['', '-1', '1e3', '1,5', '.5', '1.'])('takes %p for no number', (text) => {
  expect(() => ratioOf(text)).toThrow('Expected a decimal number');
});
