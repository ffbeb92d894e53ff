import labels from '../data/attribute-labels.json' with { type: 'json' };
import written from '../data/product-sentences.json' with { type: 'json' };
import type { LocalizedText } from '../market.ts';
import type { Random } from '../random.ts';
import { phrase, type Language, type Phrase } from '../text/phrase.ts';
import type { Choice } from './choice.ts';

const label = new Map(Object.entries(labels).map(([key, text]) => [key, phrase(text)]));
const delivery = written.delivery.map(phrase);
const specification = phrase(written.specification);
const COLON = { tr: ': ', zh: '：', en: ': ' };
const COMMA = { tr: ', ', zh: '，', en: ', ' };

type Sentence = (language: Language) => string;

/** Two to four sentences: on the goods first, then on quality, figures, packing or delivery; the same ones in each language. */
export function productDescription(
  choice: Choice,
  languages: readonly Language[],
  days: number,
  random: Random,
): LocalizedText {
  const { leaf } = choice;
  const { quality, packing } = leaf.branch;
  const said: Sentence[] = [];
  const first = random.below(leaf.about.length);
  const say =
    (text: Phrase): Sentence =>
    (language) =>
      text[language].replace('{n}', choice.goods.noun[language]).replace('{days}', String(days));
  said.push(say(leaf.about[first]!));
  if (random.chance(0.45)) said.push(say(leaf.about[(first + 1) % leaf.about.length]!));
  if (random.chance(0.5)) said.push(say(random.pick(quality)));
  if (said.length < 3 && random.chance(0.4)) said.push((language) => figures(choice, language));
  if (said.length < 3 && random.chance(0.5)) said.push(say(random.pick(packing)));
  if (said.length < 2 || random.chance(0.5)) said.push(say(random.pick(delivery)));
  const text: LocalizedText = {};
  for (const language of languages)
    text[language] = said.map((sentence) => sentence(language)).join(language === 'zh' ? '' : ' ');
  return text;
}

function figures({ before, after, attributes, grade }: Choice, language: Language): string {
  const list = [...before, ...after, ...attributes].map(
    ({ key, value }) => label.get(key)![language] + COLON[language] + value[language],
  );
  if (grade !== null) list.push(label.get('grade')![language] + COLON[language] + grade);
  return specification[language].replace('{list}', list.join(COMMA[language]));
}
