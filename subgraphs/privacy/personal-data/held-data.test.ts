import type { PersonRecord } from '../../../kit/participation/participant.ts';
import { personalRows } from '../data-map/data-map.ts';
import { heldData } from './held-data.ts';
import { placeOfPath } from './processing-groups.ts';

const rows = personalRows();
const AT = { store: 'member', collection: 'accounts', path: 'name' };
const account = (name: string): PersonRecord => ({
  store: AT.store,
  collection: AT.collection,
  subjectPath: 'subjectRef',
  kind: 'MEMBER',
  id: '1'.repeat(24),
  values: { name, unknown: 'not declared' },
  summarised: [],
  files: [],
});
let isLetGo = false;
const part = (count: number, text = (number: number) => `name ${number}`) => ({
  async *export() {
    try {
      for (let number = 0; number < count; number++) yield account(text(number));
    } finally {
      isLetGo = true;
    }
  },
});

it.each([
  [2_000, true, 2_000],
  [2_001, false, 2_000],
  [1_000_000, false, 2_000],
])('of %d records looks at the first two thousand, and says whether these are all', async (count, isComplete, seen) => {
  isLetGo = false;
  const held = await heldData([part(count)], [], rows);
  expect([held.isComplete, held.at.get(placeOfPath(AT))!.count, isLetGo]).toEqual([isComplete, seen, true]);
  expect(held.at.get(placeOfPath(AT))!.values).toHaveLength(20);
  expect(held.at.size).toBe(1);
});

it('cuts what is long, and never within a character', async () => {
  const held = await heldData([part(1, () => `${'a'.repeat(499)}😀😀`)], [], rows);
  expect(held.at.get(placeOfPath(AT))!.values).toEqual([`${'a'.repeat(499)}…`]);
});

it('is nothing when a part breaks off', async () => {
  const broken = {
    async *export() {
      yield account('half');
      throw new Error('out of order');
    },
  };
  await expect(heldData([part(1), broken], [], rows)).rejects.toThrow('out of order');
});
