import type { MarketProduct } from '../market.ts';
import type { Random } from '../random.ts';

/** What a US dollar buys, in the currencies of the market. */
const RATE = { USD: 1, EUR: 0.86, CNY: 7.1, TRY: 42 } as const;
export type Currency = keyof typeof RATE;

const STEPS = [1, 2, 3, 5];
/** Nobody quotes for more. */
const MOST = 500_000;
const TONNES = [1, 5, 10, 20, 25, 50, 100];

/** How dear, and from which quantity on. */
export interface Price {
  minimumOrderQuantity: string;
  priceTiers: MarketProduct['priceTiers'];
}

/** @param dollars what one unit costs at the smallest quantity */
export function price(dollars: number, currency: Currency, unit: string, random: Random): Price {
  const minimum =
    unit === 'TNE' ? random.pick(TONNES) : roundQuantity(Math.min(20_000, (150 * 25 ** random.next()) / dollars));
  const priceTiers: Price['priceTiers'] = [];
  let quantity = minimum;
  let amount = dollars * RATE[currency];
  if (!random.chance(0.12)) {
    const dear = dollars > 1_000 && unit !== 'TNE';
    for (let more = 1 + random.below(dear ? 2 : 4); more > 0 && quantity <= MOST; more -= 1) {
      priceTiers.push({ minimumQuantity: String(quantity), amount: decimal(amount) });
      quantity *= random.pick(dear ? [2, 3, 5] : [2, 5, 10]);
      amount *= random.between(0.88, 0.96);
    }
  }
  return { minimumOrderQuantity: String(minimum), priceTiers };
}

/** 1, 2, 3 or 5 times a power of ten, at least 1. */
function roundQuantity(wanted: number): number {
  if (wanted <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = STEPS.findLast((each) => each * power <= wanted) ?? 1;
  return step * power;
}

/** As price lists write amounts: the smaller, the more decimals; two amounts 4 % apart never look alike. */
function decimal(amount: number): string {
  if (amount >= 1_000) return String(Math.round(amount / 5) * 5);
  if (amount >= 1) return amount.toFixed(2);
  if (amount >= 0.1) return amount.toFixed(3);
  return amount.toFixed(amount >= 0.01 ? 4 : 6);
}
