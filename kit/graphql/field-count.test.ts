import { parse } from 'graphql';
import { fieldCount } from './field-count.ts';

it('counts fields, and those of fragments wherever they are spread', () => {
  expect(fieldCount(parse('{ a b { c } }'))).toBe(3);
  expect(
    fieldCount(
      parse('{ a { ...F } b { ...F ... on T { c } } } fragment F on T { d { ...G } } fragment G on T { e f }'),
    ),
  ).toBe(9);
});
