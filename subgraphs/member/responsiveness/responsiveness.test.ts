import { responsivenessOf } from './responsiveness.ts';

const asked = (buyer: string, minutes: number | null) => {
  const createdAt = new Date('2026-11-26T08:00:00.000Z');
  const firstAnsweredAt = minutes === null ? null : new Date(createdAt.getTime() + minutes * 60_000);
  return { createdAt, firstAnsweredAt, buyers: [{ buyerRef: 'guest' }, { buyerRef: buyer }] };
};
const buyers = (count: number, minutes: (index: number) => number | null) =>
  Array.from({ length: count }, (_, index) => asked(`buyer ${index}`, minutes(index)));

it('says nothing below ten buyers, however many inquiries they sent', () => {
  const nine = buyers(9, () => 5);
  expect(responsivenessOf([...nine, ...nine])).toBeNull();
  expect(responsivenessOf(buyers(10, () => 5))).toEqual({
    answered: 10,
    asked: 10,
    windowDays: 90,
    medianMinutes: 5,
  });
});

it('counts each buyer once, by the first answer; whoever was erased does not count', () => {
  const ten = buyers(10, (index) => (index < 4 ? null : 60 * index));
  const again = asked('buyer 0', 30);
  const erased = { ...again, buyers: [] };
  expect(responsivenessOf([...ten, again, asked('buyer 0', 500), erased])).toMatchObject({ answered: 7, asked: 10 });
});

it('says no time while fewer than ten were answered, else the middle one', () => {
  const answered = (minutes: number) => (index: number) => (index === 0 ? null : minutes * index);
  expect(responsivenessOf(buyers(10, answered(10)))).toMatchObject({ answered: 9, medianMinutes: null });
  expect(responsivenessOf(buyers(11, answered(10)))).toMatchObject({ answered: 10, medianMinutes: 55 });
});
