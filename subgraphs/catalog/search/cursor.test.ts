import { readCursor, searchDigest, writeCursor, type Position } from './cursor.ts';

const digest = searchDigest(['products', 'valve'])();
const id = '0123456789abcdef01234567';
const positions: Position[] = [
  { by: 'key', value: 12.5, seq: 281_474_976_710_655 },
  { by: 'key', value: 0, seq: 0 },
  { by: 'offset', offset: 20, id, before: null },
  { by: 'offset', offset: 21, id, before: '76543210fedcba9876543210' },
];

it.each(positions)('reads back what it wrote: %j', (position) => {
  const cursor = writeCursor(position, digest);
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(readCursor(cursor, digest, position.by)).toEqual(position);
  expect(() => readCursor(cursor, digest, position.by === 'key' ? 'offset' : 'key')).toThrow(
    'cursor of this very search',
  );
});

it('refuses one of another search, one that was changed at any place, and rubbish', () => {
  const cursor = writeCursor(positions[0]!, digest);
  expect(() => readCursor(cursor, searchDigest(['products', 'valves'])(), 'key')).toThrow('cursor of this very search');
  for (let at = 0; at < cursor.length; at++) {
    const changed = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
    expect(() => readCursor(changed, digest, 'key')).toThrow('cursor of this very search');
  }
  for (const rubbish of ['', 'x', `${cursor}=`, `${cursor} `, 'A'.repeat(10_000)])
    expect(() => readCursor(rubbish, digest, 'key')).toThrow('cursor of this very search');
});

it('refuses what somebody sealed who knows how, when the inside is none of ours', () => {
  for (const position of [
    { by: 'key', value: '1 OR 1', seq: 1 },
    { by: 'offset', offset: 0, id, before: null },
    { by: 'offset', offset: 9_000_000, id, before: null },
    { by: 'offset', offset: 1, id: 'x" OR "', before: null },
    { by: 'offset', offset: 1, id, before: 'x" OR "' },
  ]) {
    const cursor = writeCursor(position as never, digest);
    expect(() => readCursor(cursor, digest, position.by as never)).toThrow('cursor of this very search');
  }
});
