import { Random } from '../../../seed/random.ts';
import { nextSize, Pieces } from './pieces.ts';

it('gives nobody a part of what another has, whatever is taken and left', () => {
  const random = new Random(3, 1);
  const pieces = new Pieces();
  const held: { piece: Uint32Array; mark: number }[] = [];
  for (let mark = 1; mark <= 3_000; mark++) {
    const size = random.pick([1, 2, 3, 8, 41, 300, 5_301, 65_536, 65_537, 100_000]);
    if (size < 1_000 || random.chance(0.02)) {
      const piece = pieces.take(size);
      expect(piece).toHaveLength(size);
      held.push({ piece: piece.fill(mark), mark });
    }
    if (random.chance(0.5) && held.length > 0) pieces.leave(held.splice(random.below(held.length), 1)[0]!.piece);
  }
  expect(held.length).toBeGreaterThan(100);
  for (const { piece, mark } of held) expect(piece.every((one) => one === mark)).toBe(true);
});

it('gives what was left to the next who wants as much', () => {
  const pieces = new Pieces();
  const left = [pieces.take(8), pieces.take(100_000)];
  const other = pieces.take(8);
  left.forEach((piece) => pieces.leave(piece));
  expect(pieces.take(100_000)).toBe(left[1]);
  expect(pieces.take(8)).toBe(left[0]);
  expect(pieces.take(8)).not.toBe(other);
});

it('lets all lists grow in the same steps', () => {
  const sizes = [0];
  while (sizes.at(-1)! < 1 << 24) sizes.push(nextSize(sizes.at(-1)!));
  expect(sizes.slice(0, 12)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15]);
  expect(sizes.length).toBeLessThan(90);
});
