import { region } from '../../kit/reference/regions/region.ts';
import places from '../data/places.json' with { type: 'json' };
import type { Random } from '../random.ts';
import type { Branch } from '../template/template.ts';
import { phrase } from '../text/phrase.ts';

/** Where a company sits: the town is real, the street and the number are not. */
export interface Place {
  region: string | null;
  city: { tr: string; zh: string; en: string };
  address: string;
  /** Six digits of GB/T 2260; null outside China. */
  division: string | null;
  /** A telephone number that no exchange can connect. */
  telephone: string;
}

/** How addresses, numbers and firms are written in a country other than Türkiye and China. */
interface Abroad {
  street: string;
  telephone: string;
  legal: string[];
  cities: string[];
}

export const abroad = (country: string): Abroad => (places.abroad as Record<string, Abroad>)[country]!;

/** A place of the country; half of all Turkish and Chinese firms sit where their trade is at home. */
export function place(country: string, branch: Branch, random: Random): Place {
  if (country === 'TR') return turkish(branch, random);
  return country === 'CN' ? chinese(branch, random) : foreign(country, random);
}

function turkish(branch: Branch, random: Random): Place {
  const code = random.pick(random.chance(0.5) ? branch.provinces : places.provinces);
  const { name, places: districts } = region(code)!;
  const district = random.pick(districts);
  const site = random.chance(0.4)
    ? `Organize Sanayi Bölgesi ${1 + random.below(30)}. Cadde`
    : `${random.pick(places.streets)} ${random.pick(['Caddesi', 'Sokak', 'Bulvarı'])}`;
  const address = `${site} No: ${1 + random.below(180)}, ${district} / ${name.tr}`;
  // A Turkish subscriber's number never begins with 0.
  return {
    region: code,
    city: name,
    address,
    division: null,
    telephone: `+90 850 000 ${digits(random, 2)} ${digits(random, 2)}`,
  };
}

function chinese(branch: Branch, random: Random): Place {
  const wanted = random.chance(0.5) ? random.pick(branch.cities) : random.pick(places.cities).code;
  const { code, name, pinyin, area } = places.cities.find((city) => city.code === wanted)!;
  const province = region(`CN-${code.slice(0, 2)}`)!;
  const town = province.name.zh.startsWith(name) ? province.name.zh : `${province.name.zh}${name}市`;
  const road = `${random.pick(['云栎', '岫溪', '望樾', '砚池', '柘林', '霁月', '筠山', '溯江'])}${random.pick(['路', '东路', '大道', '街'])}`;
  const address = `${town}${road}${1 + random.below(900)}号`;
  // A Chinese subscriber's number never begins with 0.
  const telephone = `+86 ${area} 0${digits(random, 3)} ${digits(random, 4)}`;
  return {
    region: province.code,
    city: { tr: pinyin, zh: name, en: pinyin },
    address,
    division: `${code}00`,
    telephone,
  };
}

function foreign(country: string, random: Random): Place {
  const { street, cities, telephone } = abroad(country);
  const { tr, zh, en } = phrase(random.pick(cities));
  const line = street.replace('{word}', random.pick(WORDS)).replace('{number}', String(1 + random.below(240)));
  const subscriber = SUBSCRIBER[country] ?? '####';
  return {
    region: null,
    city: { tr, zh, en },
    address: `${line}, ${en}`,
    division: null,
    telephone: telephone + subscriber.replaceAll('#', () => digits(random, 1)),
  };
}

/** Series that are kept for fiction; elsewhere the number before it begins with 000, which is given to nobody. */
const SUBSCRIBER: Record<string, string> = { US: '01##', FR: '## ##', GB: '###' };

const WORDS = ['Kelvara', 'Tormelin', 'Ostravel', 'Merrindo', 'Valtora', 'Brenquel', 'Sorvanti', 'Lomeria'];

const digits = (random: Random, count: number): string => String(random.below(10 ** count)).padStart(count, '0');
