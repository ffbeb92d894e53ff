/** What processing is for, as the domain's tables explain it, by the key that declarations name. */
export type Purposes = Readonly<
  Record<string, { use: string; describe: string; recipients: string; transfers: string }>
>;

/** Everybody outside who is handed anything, by code. */
export type Recipients = Readonly<
  Record<
    string,
    { name: string; receives: string; categories: readonly string[]; purposes: readonly string[]; erasure: string }
  >
>;

/** How long something is kept: a period from an instant on, or until an event and no longer than `within` after it. */
export type RetentionRule = (
  | { readonly period: string; readonly since: string }
  | { readonly period: null; readonly endsWith: string; readonly within: string | null }
) & { readonly reason: string; readonly afterwards: 'delete' | 'anonymise' };

export type RetentionSchedule = Readonly<Record<string, RetentionRule>>;

/** A rule's period as people read it. */
export const periodInWords = (rule: RetentionRule): string => {
  if (rule.period !== null) return `${durationInWords(rule.period)} after: ${lowered(rule.since)}`;
  const limit = rule.within === null ? '' : ` Gone at the latest ${durationInWords(rule.within)} later.`;
  return `Until: ${lowered(rule.endsWith)}${limit}`;
};

/** `P30D` as `30 days`, `P3Y` as `3 years`; throws for what is no duration of one unit. */
export function durationInWords(duration: string): string {
  const [, count, unit] = /^PT?([1-9]\d*)([YMDH])$/.exec(duration) ?? [];
  const name = unit === 'M' && duration.startsWith('PT') ? undefined : unit && UNITS[unit];
  if (!count || !name) throw new Error(`Expected a duration such as P30D, P12M, P3Y or PT24H, got ${duration}.`);
  return `${count} ${name}${count === '1' ? '' : 's'}`;
}
const UNITS: Readonly<Record<string, string>> = { Y: 'year', M: 'month', D: 'day', H: 'hour' };

const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
