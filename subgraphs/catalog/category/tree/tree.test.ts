import { hsTable } from '../../../../kit/reference/hs/hs.ts';
import { categoryTree } from './tree.ts';

const byCode = new Map(categoryTree.map((node) => [node.code, node]));

describe('category tree', () => {
  it('has unique codes whose parents exist and come first', () => {
    expect(byCode.size).toBe(categoryTree.length);
    const seen = new Set<string | null>([null]);
    for (const { code, parent, level } of categoryTree) {
      expect(code).toMatch(/^\d\d(\.\d\d){0,2}$/);
      expect(seen).toContain(parent);
      expect(code.split('.')).toHaveLength(level);
      seen.add(code);
    }
  });

  it('covers the trade of the two countries: roots, groups and leaves', () => {
    const count = (level: number) => categoryTree.filter((node) => node.level === level).length;
    expect([count(1), count(2)]).toEqual([19, 54]);
    expect(count(3)).toBeGreaterThanOrEqual(150);
  });

  it('names every category in three languages, alike names never under one parent', () => {
    for (const language of ['tr', 'zh', 'en'] as const) {
      const names = categoryTree.map(({ parent, name }) => `${parent}/${name[language]}`);
      expect(new Set(names).size).toBe(names.length);
      expect(categoryTree.filter(({ name }) => !name[language])).toEqual([]);
    }
  });

  it('points at headings of the Harmonized System that exist, each under its parent’s', async () => {
    const table = await hsTable();
    for (const { hs, level, parent } of categoryTree) {
      expect(hs.length).toBeGreaterThan(0);
      for (const code of hs) {
        expect(table).toHaveProperty(code);
        expect(code).toHaveLength(level * 2);
        if (parent) expect(byCode.get(parent)!.hs).toContain(code.slice(0, -2));
      }
    }
  });
});
