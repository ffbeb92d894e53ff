import { kindsOf, knownFacts, nouns } from './vocabulary.ts';

/** What somebody who asks a query wants. */
export interface Wanted {
  /** Nouns that are what is wanted; empty: a code alone is asked for. */
  nouns: ReadonlySet<string>;
  /** Leaf categories of these nouns. */
  leaves: ReadonlySet<string>;
  /** What must be so. */
  facts: readonly string[];
}

/**
 * Reads what is wanted as the tables write it: nouns by their English names with `|` between them, then facts, with ` + ` between all:
 * `ball valve | globe valve + material=paslanmaz çelik + size=DN50`.
 * @throws when the market knows no such noun or fact
 */
export function wanted(written: string): Wanted {
  const parts = written.split(' + ');
  const facts = parts.filter((part) => part.includes('='));
  const named = parts.filter((part) => !part.includes('=')).flatMap((part) => part.split(' | '));
  for (const fact of facts) if (!knownFacts.has(fact)) throw new Error(`Expected a fact of the market, got ${fact}.`);
  for (const name of named) if (!nouns.has(name)) throw new Error(`Expected a noun of the market, got ${name}.`);
  return {
    nouns: new Set(named.flatMap(kindsOf)),
    leaves: new Set(named.map((name) => nouns.get(name)!.leaf)),
    facts,
  };
}
