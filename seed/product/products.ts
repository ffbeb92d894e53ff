import { localId } from '../local-id.ts';
import type { MarketCompany, MarketProduct } from '../market.ts';
import { Random } from '../random.ts';
import { leafByCode } from '../template/template.ts';
import type { Language } from '../text/phrase.ts';
import { attributesOf, choose, type Choice } from './choice.ts';
import { price, type Currency } from './price.ts';
import { productDescription } from './product-description.ts';
import { productName } from './product-name.ts';

/** The market has a company for this many products; it is the ratio of the default market. */
const PRODUCTS_PER_COMPANY = 15;
const DAY = 86_400_000;
const FROM = Date.parse('2024-03-01T06:00:00Z');
const DAYS = 970;
const INCOTERMS = ['FOB', 'FOB', 'EXW', 'EXW', 'FCA', 'CIF', 'CFR', 'CPT', 'DAP', null];
const LEAD_TIMES = [3, 5, 7, 10, 14, 15, 20, 21, 25, 30, 35, 45, 60];

/** A product, and the choice that it was made from: what it is, whatever its texts say. */
export interface Article {
  product: MarketProduct;
  choice: Choice;
}

/**
 * `count` products of the given companies, one at a time.
 * The k-th is the same in a market of any size that has at least one company for fifteen products.
 */
export function* products(companies: readonly MarketCompany[], count: number): Generator<MarketProduct> {
  for (const { product } of articles(companies, count)) yield product;
}

/** The same, each with its choice. */
export function* articles(companies: readonly MarketCompany[], count: number): Generator<Article> {
  if (companies.length === 0) return;
  for (let n = 0; n < count; n += 1) yield article(n, companies);
}

function article(n: number, companies: readonly MarketCompany[]): Article {
  const random = new Random(2, n);
  const { id: companyId, country, categoryCodes } = supplier(n, companies, random);
  const code = n % PRODUCTS_PER_COMPANY === 0 || random.chance(0.4) ? categoryCodes[0]! : random.pick(categoryCodes);
  const choice = choose(leafByCode.get(code)!, random);
  const languages = languagesOf(country, random);
  const leadTimeDays = random.pick(LEAD_TIMES);
  const currency = currencyOf(country, random);
  const { unit } = choice.leaf;
  const product: MarketProduct = {
    id: localId('product', n),
    companyId,
    externalId: `${code.replaceAll('.', '')}-${String(n + 1).padStart(6, '0')}`,
    name: productName(choice, languages),
    description: productDescription(choice, languages, leadTimeDays, random),
    categoryCode: code,
    hsCode: choice.goods.hs,
    attributes: attributesOf(choice, languages),
    currency,
    unit,
    ...price(choice.dollars, currency, unit, random),
    incoterm: random.pick(INCOTERMS),
    originCountry: random.chance(0.95) ? country : random.pick(['TR', 'CN']),
    leadTimeDays,
    publishedAt: new Date(FROM + random.below(DAYS) * DAY + random.below(DAY / 2)).toISOString(),
  };
  return { product, choice };
}

/** Each company in its turn; every other product goes to an older company, so that some have many more than others. */
function supplier(n: number, companies: readonly MarketCompany[], random: Random): MarketCompany {
  const turn = Math.floor(n / PRODUCTS_PER_COMPANY);
  const older = n % PRODUCTS_PER_COMPANY !== 0 && random.chance(0.5);
  const index = older ? random.below(turn + 1) : turn;
  return companies[index % companies.length]!;
}

/** Seven of ten products are written in three languages; a Turkish firm always writes Turkish, a Chinese one Chinese. */
function languagesOf(country: string, random: Random): Language[] {
  const share = random.next();
  if (share < 0.7) return ['tr', 'zh', 'en'];
  if (country === 'TR') return share < 0.9 ? ['tr', 'en'] : ['tr'];
  if (country === 'CN') return share < 0.9 ? ['zh', 'en'] : ['zh'];
  return share < 0.85 ? ['tr', 'en'] : ['en'];
}

function currencyOf(country: string, random: Random): Currency {
  if (country === 'TR') return random.pick(['TRY', 'USD', 'USD', 'EUR']);
  if (country === 'CN') return random.pick(['CNY', 'USD', 'USD']);
  return 'US IN VN EG AE SA KZ UZ AZ'.includes(country) ? 'USD' : 'EUR';
}
