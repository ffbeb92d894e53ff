import { LRUCache } from 'lru-cache';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { facetLabel, labelOrder, valueLabel } from './facet-label.ts';
import type { Counts } from './facet-plan.ts';
import { facetToken, type FacetName } from './facet-token.ts';
import type { Facet, FacetValue } from './facet.type.ts';

const MOST_VALUES = 100;
const labels = new LRUCache<string, string>({ max: 20_000 });

/** A facet in the reader's words: the values with most results, in the order of their labels, and selected ones always. */
export function presentFacet(key: FacetName, counts: Counts, selected: ReadonlySet<string>, locale: Locale): Facet {
  const compare = labelOrder(locale);
  const kept = [...counts]
    .filter(([code, count]) => count > 0 || selected.has(code))
    .toSorted(([a, x], [b, y]) => Number(selected.has(b)) - Number(selected.has(a)) || y - x)
    .slice(0, MOST_VALUES);
  const values: FacetValue[] = kept.map(([code, count]) => ({
    value: code,
    label: labelOf(key, code, locale),
    count,
    selected: selected.has(code),
    input: facetToken(key, code),
  }));
  if (key !== 'verified') values.sort((a, b) => compare(a.label, b.label));
  return { key, label: facetLabel(key, locale), values };
}

function labelOf(key: FacetName, code: string, locale: Locale): string {
  const name = `${locale}:${key}:${code}`;
  let label = labels.get(name);
  if (label === undefined) labels.set(name, (label = valueLabel(key, code, locale)));
  return label;
}
