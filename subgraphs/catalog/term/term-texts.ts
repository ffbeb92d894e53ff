import { FieldFault, listAt, wordsAt } from '../../../kit/graphql/field-fault.ts';
import { fold } from '../../../kit/text/fold.ts';
import type { TradeTerm } from './shipped-terms.ts';
import { LONGEST_TEXT, MOST_TEXTS } from './trade-term.record.ts';

export type GivenTexts = Partial<Record<'tr' | 'zh' | 'en', readonly string[] | null>>;

/** The texts of a term that is proposed, checked: at least two, each once and in the script of its language. Throws FieldFault. */
export function termTexts(given: GivenTexts): Omit<TradeTerm, 'id'> {
  const [tr, zh, en] = [textsIn('tr', given), textsIn('zh', given), textsIn('en', given)];
  const { length } = [...tr, ...zh, ...en];
  if (length < 2) throw new FieldFault('en', `Expected at least two texts that mean the same, got ${length}.`);
  return { tr, zh, en };
}

function textsIn(language: 'tr' | 'zh' | 'en', given: GivenTexts): string[] {
  const known = new Set<string>();
  return listAt(language, given[language] ?? [], MOST_TEXTS, (written, field) => {
    const text = wordsAt(field, written, { most: LONGEST_TEXT });
    const han = /\p{Script=Han}/u.test(text);
    if (language === 'zh' && !han) throw new FieldFault(field, 'Expected Chinese characters, got none.');
    if (language !== 'zh' && han) throw new FieldFault(field, 'Expected no Chinese characters, got some.');
    if (!/[\p{L}\p{N}]/u.test(text)) throw new FieldFault(field, 'Expected a word, got signs alone.');
    if (known.has(fold(text))) throw new FieldFault(field, 'Expected each text once, got it again.');
    known.add(fold(text));
    return text;
  });
}
