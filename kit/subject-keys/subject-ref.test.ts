import { KeyError } from '../sealing/key-error.ts';
import { isSubjectRef, newSubjectRef, uniqueRefs } from './subject-ref.ts';

it('makes references that are ULIDs, and tell nothing of when they were made', () => {
  const refs = Array.from({ length: 2_000 }, newSubjectRef);
  expect(refs.filter((ref) => !isSubjectRef(ref))).toEqual([]);
  expect(new Set(refs).size).toBe(2_000);
  // The first ten characters of an ordinary ULID are its time, and hardly differ.
  expect(new Set(refs.map((ref) => ref.slice(0, 2))).size).toBeGreaterThan(200);
  expect(new Set(refs.map((ref) => ref[0]))).toEqual(new Set('01234567'));
});

it.each([
  '',
  '01ARZ3NDEKTSV4RRFFQ69G5FA',
  '01ARZ3NDEKTSV4RRFFQ69G5FAVV',
  '01arz3ndektsv4rrffq69g5fav',
  '81ARZ3NDEKTSV4RRFFQ69G5FAV',
  '01ARZ3NDEKTSV4RRFFQ69G5FAI',
  '01ARZ3NDEKTSV4RRFFQ69G5FAV\n',
  '../../../../../etc/passwd0',
  '01ARZ3NDEKTSV4RRFFQ69G5F/V',
])('takes %j for no reference', (value) => {
  expect(isSubjectRef(value)).toBe(false);
  expect(() => uniqueRefs([value])).toThrow(KeyError);
  expect(() => uniqueRefs([value])).toThrow(
    'Expected subject references (ULIDs of 26 capital letters and digits), got something else at 0.',
  );
});
