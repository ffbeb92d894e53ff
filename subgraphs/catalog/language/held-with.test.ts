import { RankIndex } from '../ranking/rank-index.ts';
import type { FieldName } from '../ranking/ranked-document.ts';
import { Concepts } from './concepts.ts';
import { heldWith } from './held-with.ts';

/** An index of one document with this text in one of its fields. */
function indexOf(field: FieldName, text: string): RankIndex {
  const index = new RankIndex(() => new Concepts([]));
  const texts = { name: [], supplier: [], text: [], attributes: [], [field]: [{ tr: text }] };
  index.put([{ id: 'a', seq: 1, texts, codes: {}, numbers: {} }]);
  return index;
}
const isHeld = (index: RankIndex, text: string) => heldWith(text).some((terms) => index.holding(terms).length > 0);

describe.each(['name', 'text', 'attributes'] as const)('in %s', (field) => {
  it.each([
    ['küresel vana', 'Paslanmaz KÜRESEL VANALAR DN50'],
    ['valve for water', 'A valve for water'],
    ['M8 cıvata', 'M8 cıvatası'],
    ['不锈钢管', '304不锈钢管'],
    ['閥門', '防爆阀门组'],
    ['阀', '球阀'],
    ['V形', 'V形'],
  ])('documents that hold %s are found by its terms', (text, held) => {
    expect(isHeld(indexOf(field, held), text)).toBe(true);
  });
});

it('others are not, nor those that are gone', () => {
  expect(isHeld(indexOf('name', 'küresel kapak'), 'küresel vana')).toBe(false);
  expect(isHeld(indexOf('name', '球阀'), '阀门')).toBe(false);
  expect(heldWith('--')).toEqual([]);
  const index = indexOf('name', 'küresel vana');
  index.remove(1);
  expect(isHeld(index, 'küresel vana')).toBe(false);
});
