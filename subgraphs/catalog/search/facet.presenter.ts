import { LRUCache } from 'lru-cache';
import { fold } from '../../../kit/text/fold.ts';
import { LOCALES, type Locale } from '../../../kit/text/localized-text.ts';
import { simplified } from '../language/simplified.ts';
import { facetLabel, labelOrder, valueLabel } from './facet-label.ts';
import type { Counts } from './facet-plan.ts';
import { facetToken, type FacetName } from './facet-token.ts';
import type { Facet, FacetValue } from './facet.type.ts';

export const MOST_VALUES = 100;
const labels = new LRUCache<string, string>({ max: 20_000 });
const findable = new LRUCache<string, string>({ max: 20_000 });

/** A facet in the reader's words: the values with most results, in the order of their labels, and selected ones always. */
export function presentFacet(key: FacetName, counts: Counts, selected: ReadonlySet<string>, locale: Locale): Facet {
  const compare = labelOrder(locale);
  const valuesOf = (matching: string, first: number): FacetValue[] => {
    const wanted = found(matching).trim();
    const kept = [...counts]
      .filter(
        ([code, count]) =>
          selected.has(code) || (count > 0 && (wanted === '' || findableBy(key, code).includes(wanted))),
      )
      .toSorted(([a, x], [b, y]) => Number(selected.has(b)) - Number(selected.has(a)) || y - x)
      .slice(0, Math.max(first, selected.size));
    const values = kept.map(([code, count]) => ({
      value: code,
      label: labelOf(key, code, locale),
      count,
      selected: selected.has(code),
      input: facetToken(key, code),
    }));
    if (key !== 'verified') values.sort((a, b) => compare(a.label, b.label));
    return values;
  };
  return { key, label: facetLabel(key, locale), valuesOf };
}

function labelOf(key: FacetName, code: string, locale: Locale): string {
  const name = `${locale}:${key}:${code}`;
  let label = labels.get(name);
  if (label === undefined) labels.set(name, (label = valueLabel(key, code, locale)));
  return label;
}

/** A text as it is looked for, whatever case, dots, width and Chinese characters it is written in. */
const found = (text: string): string => simplified(fold(text.normalize('NFKC')));

/** The code and the labels in all languages, folded, each on a line of its own. */
function findableBy(key: FacetName, code: string): string {
  const name = `${key}:${code}`;
  let text = findable.get(name);
  if (text === undefined) {
    const all = [code, ...LOCALES.map((locale) => labelOf(key, code, locale))];
    findable.set(name, (text = all.map(found).join('\n')));
  }
  return text;
}
