/** An exact number: a fraction of whole numbers, the lower one above zero. No digit of it is ever lost. */
export interface Ratio {
  over: bigint;
  under: bigint;
}

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;
const MOST_DIGITS = 12;

/** Of a decimal number such as `12.50`. Throws for anything else. */
export function ratioOf(decimal: string): Ratio {
  const [, whole, fraction = ''] = DECIMAL.exec(decimal) ?? [];
  if (whole === undefined) throw new Error(`Expected a decimal number, got ${JSON.stringify(decimal.slice(0, 40))}.`);
  return { over: BigInt(whole + fraction), under: 10n ** BigInt(fraction.length) };
}

export const times = (a: Ratio, b: Ratio): Ratio => ({ over: a.over * b.over, under: a.under * b.under });

/** The second one is not zero. */
export const dividedBy = (a: Ratio, b: Ratio): Ratio => times(a, { over: b.under, under: b.over });

/** Below zero when the first is less, above when it is more, zero when both are the same. */
export const compared = (a: Ratio, b: Ratio): number => {
  const [left, right] = [a.over * b.under, b.over * a.under];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** In lowest terms, such as `127/5`: the same for what is the same. */
export function spelled({ over, under }: Ratio): string {
  let [a, b] = [over, under];
  while (b !== 0n) [a, b] = [b, a % b];
  return `${over / a}/${under / a}`;
}

/** As a decimal number without idle zeros, rounded half up to so many places; null when it has more than 12 digits before the point. */
export function decimalText({ over, under }: Ratio, places = 6): string | null {
  const scale = 10n ** BigInt(places);
  const rounded = (2n * over * scale + under) / (2n * under);
  const whole = String(rounded / scale);
  if (whole.length > MOST_DIGITS) return null;
  const fraction = String(rounded % scale)
    .padStart(places, '0')
    .replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
