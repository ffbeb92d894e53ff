import { Kind } from 'graphql';
import { DecimalScalar } from './decimal.scalar.ts';

it.each(['0', '0.5', '12.50', '999999999999.999999'])('takes %s digit for digit', (value) => {
  expect(DecimalScalar.parseValue(value)).toBe(value);
  expect(DecimalScalar.parseLiteral({ kind: Kind.STRING, value })).toBe(value);
  expect(DecimalScalar.serialize(value)).toBe(value);
});

it.each([
  '',
  '-1',
  '+1',
  '01',
  '.5',
  '1.',
  '1e3',
  '1,5',
  ' 1',
  '1\n',
  '１',
  'NaN',
  '1234567890123',
  '0.1234567',
  1,
  null,
  {},
  ['1'],
])('refuses %p', (value) => {
  expect(() => DecimalScalar.parseValue(value)).toThrow('Expected a decimal number as a string');
});

it('refuses a literal that is a number', () => {
  expect(() => DecimalScalar.parseLiteral({ kind: Kind.FLOAT, value: '1.5' })).toThrow(
    expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }),
  );
});
