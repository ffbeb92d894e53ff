import type { LocalizedText } from '../market.ts';
import { sentenceCase, type Language } from '../text/phrase.ts';
import type { Choice } from './choice.ts';

const CJK_END = /[\u3400-\u9fff）]$/;
const CJK_START = /^[\u3400-\u9fff（]/;

/**
 * Names goods as their trade does: `Paslanmaz çelik küresel vana DN50 PN40 AISI 316, flanşlı`, `不锈钢球阀 DN50 PN40 AISI 316 法兰式`.
 * Codes follow the noun, then words, which Turkish and English set off by a comma.
 */
export function productName(choice: Choice, languages: readonly Language[]): LocalizedText {
  const name: LocalizedText = {};
  for (const language of languages) name[language] = nameIn(choice, language);
  return name;
}

function nameIn({ goods, before, after, grade }: Choice, language: Language): string {
  let name = '';
  for (const { value } of before) name = joined(name, value[language]);
  name = joined(name, goods.noun[language]);
  for (const { value } of after) if (value.code) name += ` ${value.tr}`;
  if (grade !== null) name += ` ${grade}`;
  const mark = language === 'zh' ? ' ' : ', ';
  for (const { value } of after) if (!value.code) name += mark + value[language];
  return sentenceCase(name, language);
}

/** Chinese words touch, all others are apart. */
function joined(left: string, right: string): string {
  if (left === '') return right;
  return CJK_END.test(left) && CJK_START.test(right) ? left + right : `${left} ${right}`;
}
