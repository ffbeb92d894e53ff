import labels from '../data/attribute-labels.json' with { type: 'json' };
import { categoryTree } from '../../subgraphs/catalog/category/tree/tree.ts';
import { branches, leaves } from './template.ts';
import { written } from './written.ts';

describe('templates of goods', () => {
  it('exist for every leaf category, and for no other', () => {
    const codes = categoryTree.filter(({ level }) => level === 3).map(({ code }) => code);
    expect(leaves.map(({ code }) => code)).toEqual(codes);
    expect(branches.map(({ code }) => code)).toEqual(
      categoryTree.filter(({ level }) => level === 1).map(({ code }) => code),
    );
  });

  it('write every word either as a code or in three languages', () => {
    for (const { trade, quality, packing, leaves: all } of written) {
      for (const text of [...trade, ...quality, ...packing]) expect(text.split('|').filter(Boolean)).toHaveLength(3);
      for (const { nouns, about, before = {}, after = {}, attributes = {} } of Object.values(all)) {
        for (const text of about) expect(text.split('|').filter(Boolean)).toHaveLength(3);
        const values = [before, after, attributes, ...nouns.map(({ only }) => only ?? {})]
          .flatMap(Object.values)
          .flat() as string[];
        for (const text of values) expect([1, 3, 4]).toContain(text.split('|').filter(Boolean).length);
        for (const { name } of nouns) expect(name.split('|').filter(Boolean)).toHaveLength(3);
      }
    }
  });

  it('put Latin letters and signs only into codes, Chinese characters only into Chinese', () => {
    for (const { goods, about, branch } of leaves) {
      const axes = goods.flatMap(({ before, after, attributes }) => [...before, ...after, ...attributes]);
      const phrases = [
        ...goods.map(({ noun }) => noun),
        ...axes.flatMap(({ values }) => values),
        ...about,
        ...branch.quality,
        ...branch.packing,
      ];
      for (const { tr, en } of phrases) expect(tr + en).not.toMatch(/\p{Script=Han}/u);
      for (const { zh } of [...about, ...branch.quality, ...branch.packing]) expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it('have a label for every attribute, and narrow only axes that exist', () => {
    for (const { nouns, before = {}, after = {}, attributes = {}, scale } of written.flatMap(({ leaves: all }) =>
      Object.values(all),
    )) {
      const keys = Object.keys({ ...before, ...after, ...attributes });
      for (const key of keys) expect(labels).toHaveProperty(key);
      for (const { only = {} } of nouns) for (const key of Object.keys(only)) expect(keys).toContain(key);
      if (scale) expect(keys).toContain(scale);
    }
  });
});
