import type { Lift } from './search.ts';

/** Of one list, so of one page, too. */
const MOST_LIFTED = 2;

/**
 * Puts the two best of the sponsored products that match a query first, and says so; the rest of the list stays as it is ranked. A product that does not
 * match, or only in part, is not lifted, whatever was paid.
 */
export const sponsoredFirst =
  (activeIds: (now: Date) => ReadonlySet<string>): Lift =>
  (found) => {
    const none = { ...found, lifted: new Set<number>() };
    const sponsored = found.head && activeIds(new Date());
    if (!sponsored || sponsored.size === 0) return none;
    const first = found.head!.filter(({ id, isFull }) => isFull && sponsored.has(id)).slice(0, MOST_LIFTED);
    const known = new Set(first.map(({ id }) => id));
    const others = first.length < MOST_LIFTED ? (found.among?.(sponsored) ?? []) : [];
    const lifted = [...first, ...others.filter(({ id }) => !known.has(id))].slice(0, MOST_LIFTED);
    if (lifted.length === 0) return none;
    return {
      ...found,
      head: [...lifted, ...found.head!.filter((ranked) => !lifted.includes(ranked))],
      lifted: new Set(lifted.map(({ seq }) => seq)),
    };
  };
