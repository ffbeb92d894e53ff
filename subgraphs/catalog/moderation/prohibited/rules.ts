import counterfeit from './counterfeit.json' with { type: 'json' };
import drugs from './drugs.json' with { type: 'json' };
import hazards from './hazards.json' with { type: 'json' };
import personsAndHeritage from './persons-and-heritage.json' with { type: 'json' };
import weapons from './weapons.json' with { type: 'json' };
import wildlife from './wildlife.json' with { type: 'json' };

/** Words of one kind of goods. Each counts whatever language a text is written in. */
export interface WordGroup {
  /** Category codes, with what is below them, in which the words count; absent: everywhere. */
  in?: readonly string[];
  words: { readonly tr: readonly string[]; readonly zh: readonly string[]; readonly en: readonly string[] };
  /** Longer phrases in which a word means something lawful, such as a colour or a tool. */
  unless: readonly string[];
}

/** One kind of goods that law keeps out of trade, or lets in only with a licence: people look before it is shown. */
export interface ProhibitedRule {
  code: string;
  /** Where the prohibition or the licence comes from. */
  sources: readonly string[];
  /** Chapters, headings or subheadings of the Harmonized System that are such goods as a whole. */
  hs: readonly string[];
  groups: readonly WordGroup[];
}

export const PROHIBITED_RULES: readonly ProhibitedRule[] = [
  weapons,
  drugs,
  wildlife,
  counterfeit,
  hazards,
  personsAndHeritage,
];
