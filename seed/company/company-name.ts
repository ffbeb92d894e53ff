import type { LocalizedText } from '../market.ts';
import names from '../data/names.json' with { type: 'json' };
import type { Random } from '../random.ts';
import type { Phrase } from '../text/phrase.ts';
import { abroad, type Place } from './place.ts';

/** An invented name: the full one in the languages that the firm uses, and a Latin word that addresses are made of. */
export interface CompanyName {
  full: LocalizedText;
  latin: string;
}

/** The name of the n-th company. Its invented part does not return before every combination is used. */
export function companyName(n: number, country: string, place: Place, trade: Phrase, random: Random): CompanyName {
  if (country === 'CN') return chinese(n, place, trade, random);
  const latin = invented(n, names.last[country === 'TR' ? 'TR' : 'abroad']);
  if (country !== 'TR') return { full: { en: `${latin} ${trade.en} ${random.pick(abroad(country).legal)}` }, latin };
  const [native, english] = random.pick(names.legal.TR).split('|') as [string, string];
  const full: LocalizedText = { tr: `${latin} ${trade.tr} ${native}` };
  if (random.chance(0.85)) full.en = `${latin} ${trade.en} ${english}`;
  return { full, latin };
}

/** Steps through all combinations in a scattered order: the stride shares no factor with their number. */
function invented(n: number, last: string[]): string {
  const { first, middle } = names;
  const number = (n * 7_919 + 1_013) % (first.length * middle.length * last.length);
  const rest = Math.floor(number / first.length);
  return first[number % first.length]! + middle[rest % middle.length]! + last[Math.floor(rest / middle.length)]!;
}

function chinese(n: number, place: Place, trade: Phrase, random: Random): CompanyName {
  const [first, second, third] = names.characters as [string[], string[], string[]];
  const number = (n * 7_919 + 1_013) % (first.length * second.length * third.length);
  const rest = Math.floor(number / first.length);
  const written = [
    first[number % first.length]!,
    second[rest % second.length]!,
    third[Math.floor(rest / second.length)]!,
  ];
  const pinyin = written.map((character) => character.slice(1)).join('');
  const latin = pinyin[0]!.toUpperCase() + pinyin.slice(1);
  const [native, english] = random.pick(names.legal.CN).split('|') as [string, string];
  const full: LocalizedText = {
    zh: `${place.city.zh}${written.map((character) => character[0]).join('')}${trade.zh}${native}`,
  };
  if (random.chance(0.9)) full.en = `${place.city.en} ${latin} ${trade.en} ${english}`;
  return { full, latin };
}
