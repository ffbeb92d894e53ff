import { fictionalUscc, type UsccKind } from '../identifier/uscc.ts';
import { fictionalVkn } from '../identifier/vkn.ts';
import { localId } from '../local-id.ts';
import type { MarketCompany, MarketIdentifier } from '../market.ts';
import { contactPersons } from '../person/contact-persons.ts';
import { trader } from '../person/trader.ts';
import { Random } from '../random.ts';
import { leaves, type LeafTemplate } from '../template/template.ts';
import { inLanguages, type Language } from '../text/phrase.ts';
import { companyDescription } from './company-description.ts';
import { companyName } from './company-name.ts';
import { place as placeIn, type Place } from './place.ts';
import { slug as slugOf } from '../../kit/text/slug.ts';

const DAY = 86_400_000;
const OPENED = Date.parse('2023-06-01T06:00:00Z');
const VERIFIED = Date.parse('2026-09-01T00:00:00Z');

/** Of a hundred companies: 45 Turkish, 35 Chinese, 20 of eighteen other countries. */
const COUNTRIES = [
  ...Array<string>(45).fill('TR'),
  ...Array<string>(35).fill('CN'),
  ...'DE DE IT IT PL NL FR GB ES US IN VN EG AE SA KZ UZ BG RO AZ'.split(' '),
];

/** The first `count` companies of the market. The k-th is the same however many there are. */
export function* companies(count: number): Generator<MarketCompany> {
  for (let n = 0; n < count; n += 1) yield company(n);
}

function company(n: number): MarketCompany {
  const random = new Random(1, n);
  const country = COUNTRIES[(n * 37) % COUNTRIES.length]!;
  const range = rangeOf(n, random);
  const { branch } = range[0]!;
  const place = placeIn(country, branch, random);
  const trade = random.pick(branch.trade);
  const firm = companyName(n, country, place, trade, random);
  const person = trader(n, country, place, trade);
  const { full: name, latin } = person?.name ?? firm;
  const words = person ? latin : (name.en ?? name.tr ?? latin);
  const slug = slugOf(`${words}-${n.toString(36).padStart(2, '0')}`);
  const languages = languagesOf(country, random);
  const foundedYear = 1958 + Math.floor(62 * Math.sqrt(random.next()));
  const products = range.flatMap((leaf, order) => leaf.goods.slice(0, order === 0 ? 2 : 1)).map(({ noun }) => noun);
  const identifiers = [identifier(n, country, place, person ? '92' : '91')];
  const description = companyDescription(languages, place, foundedYear, products, random);
  const reached = contact(country, slugOf(`${latin}-${n.toString(36)}`), place, random);
  const verifiedUntil = random.chance(0.6) ? iso(VERIFIED + random.below(900) * DAY) : null;
  const createdAt = iso(OPENED + random.below(260) * DAY + random.below(DAY / 2));
  return {
    id: localId('company', n),
    traderRef: person?.traderRef ?? null,
    slug,
    name,
    country,
    region: place.region,
    city: place.city,
    address: place.address,
    identifiers,
    mainProducts: products.map((noun) => inLanguages(noun, languages)),
    description,
    categoryCodes: range.map((leaf) => leaf.code),
    foundedYear,
    contact: reached,
    persons: contactPersons(n, country, reached, createdAt),
    verifiedUntil,
    createdAt,
  };
}

/** One to five leaves of one root. The first runs through all leaves of the tree, so that none stays without a supplier. */
function rangeOf(n: number, random: Random): LeafTemplate[] {
  const first = leaves[(n * 47) % leaves.length]!;
  const range = new Set([first]);
  for (let more = random.below(5); more > 0; more -= 1) range.add(random.pick(first.branch.leaves));
  return [...range];
}

function languagesOf(country: string, random: Random): Language[] {
  const [more, most] = [random.chance(0.9), random.chance(0.6)];
  if (country === 'TR') return ['tr', ...(most ? (['zh'] as const) : []), ...(more ? (['en'] as const) : [])];
  if (country === 'CN') return [...(most ? (['tr'] as const) : []), 'zh', ...(more ? (['en'] as const) : [])];
  return most ? ['tr', 'zh', 'en'] : ['en'];
}

function identifier(n: number, country: string, place: Place, kind: UsccKind): MarketIdentifier {
  if (country === 'TR') return { scheme: 'VKN', value: fictionalVkn(n + 1) };
  if (country === 'CN') return { scheme: 'USCC', value: fictionalUscc(n, place.division!, kind) };
  return { scheme: 'REGISTRY', value: `${country}-000-${String(n).padStart(6, '0')}` };
}

function contact(country: string, domain: string, place: Place, random: Random): MarketCompany['contact'] {
  if (random.chance(0.08)) return null;
  const mailbox = random.pick(
    country === 'TR' ? ['satis', 'ihracat', 'info', 'export'] : ['sales', 'export', 'info', 'trade'],
  );
  return {
    email: `${mailbox}@${domain}.example`,
    telephone: place.telephone,
    website: `https://www.${domain}.example`,
  };
}

const iso = (time: number): string => new Date(time).toISOString();
