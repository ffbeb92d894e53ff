import { phrase, type Phrase } from '../text/phrase.ts';
import { written, type WrittenBranch, type WrittenLeaf } from './written.ts';

/** One way in which the goods of a leaf differ: size, material, colour … */
export interface Axis {
  key: string;
  values: Phrase[];
  /** Prices rise along the values. */
  scale: boolean;
}

/** A kind of goods: what it is called, its HS subheading, and the axes that its name is made of. */
export interface Goods {
  noun: Phrase;
  hs: string;
  /** Times the leaf's price. */
  factor: number;
  /** Written before the noun. */
  before: Axis[];
  /** Written behind it. */
  after: Axis[];
  /** Not in the name. */
  attributes: Axis[];
}

/** What is traded in a leaf category. */
export interface LeafTemplate {
  code: string;
  branch: Branch;
  goods: Goods[];
  /** Sentences on the goods; `{n}` stands for the noun. */
  about: Phrase[];
  /** From the cheapest to the dearest, in US dollars a unit. */
  price: [number, number];
  unit: string;
}

/** A root category: how its firms are called, where they cluster, what they say of their work. */
export interface Branch {
  code: string;
  trade: Phrase[];
  /** Turkish provinces and Chinese prefectures known for the trade. */
  provinces: string[];
  cities: string[];
  certificates: string[];
  quality: Phrase[];
  packing: Phrase[];
  leaves: LeafTemplate[];
}

export const branches: readonly Branch[] = written.map(branchOf);
export const leaves: readonly LeafTemplate[] = branches.flatMap((each) => each.leaves);
export const leafByCode: ReadonlyMap<string, LeafTemplate> = new Map(leaves.map((leaf) => [leaf.code, leaf]));

function branchOf(from: WrittenBranch): Branch {
  const { code, provinces, cities, certificates } = from;
  const [trade, quality, packing] = [from.trade, from.quality, from.packing].map((list) => list.map(phrase)) as [
    Phrase[],
    Phrase[],
    Phrase[],
  ];
  const made: Branch = { code, provinces, cities, certificates, trade, quality, packing, leaves: [] };
  made.leaves = Object.entries(from.leaves).map(([leafCode, leaf]) => leafTemplate(leafCode, leaf, made));
  return made;
}

function leafTemplate(code: string, from: WrittenLeaf, branch: Branch): LeafTemplate {
  const goods = from.nouns.map(({ name, hs, price, only }): Goods => {
    const axes = (group: Record<string, string[]> = {}): Axis[] =>
      Object.entries(group)
        .map(([key, values]) => ({ key, values: (only?.[key] ?? values).map(phrase), scale: key === from.scale }))
        .filter(({ values }) => values.length > 0);
    const [before, after, attributes] = [axes(from.before), axes(from.after), axes(from.attributes)];
    return { noun: phrase(name), hs, factor: price ?? 1, before, after, attributes };
  });
  return { code, branch, goods, about: from.about.map(phrase), price: from.price as [number, number], unit: from.unit };
}
