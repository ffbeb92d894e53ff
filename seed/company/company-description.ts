import sentences from '../data/company-sentences.json' with { type: 'json' };
import type { LocalizedText } from '../market.ts';
import type { Random } from '../random.ts';
import { phrase, type Language, type Phrase } from '../text/phrase.ts';
import type { Place } from './place.ts';

const opening = sentences.opening.map(phrase);
const range = phrase(sentences.range);
const closing = sentences.closing.map(phrase);
const COMMA = { tr: ', ', zh: '、', en: ', ' };

/** Three or four sentences on a firm, in each of its languages. */
export function companyDescription(
  languages: readonly Language[],
  place: Place,
  year: number,
  products: Phrase[],
  random: Random,
): LocalizedText {
  const first = random.pick(opening);
  const start = random.below(closing.length);
  const last = random.chance(0.6) ? [start, (start + 1 + random.below(closing.length - 1)) % closing.length] : [start];
  const text: LocalizedText = {};
  for (const language of languages) {
    const said = [
      first[language].replace('{year}', String(year)).replace('{city}', place.city[language]),
      range[language].replace('{products}', products.map((each) => each[language]).join(COMMA[language])),
      ...last.map((index) => closing[index]![language]),
    ];
    text[language] = said.join(language === 'zh' ? '' : ' ');
  }
  return text;
}
