import { RecentDocuments } from './recent-documents.ts';

it('tells whether one of those that changed since is such a document', () => {
  const recent = new RecentDocuments();
  recent.add(7);
  const from = recent.position;
  expect(recent.some(from, () => true)).toBe(false);
  recent.add(8);
  expect(recent.some(from, (document) => document === 8)).toBe(true);
  expect(recent.some(from, (document) => document === 7)).toBe(false);
  expect(recent.some(0, (document) => document === 7)).toBe(true);
});

it('says that there may be one where more came than it remembers, and where numbers mean others now', () => {
  const recent = new RecentDocuments();
  const from = recent.position;
  for (let document = 0; document < 4_096; document++) recent.add(document);
  expect(recent.some(from, () => false)).toBe(false);
  recent.add(5_000);
  expect(recent.some(from, () => false)).toBe(true);
  const later = recent.position;
  recent.forget();
  expect(recent.some(later, () => false)).toBe(true);
  expect(recent.some(recent.position, () => true)).toBe(false);
});
