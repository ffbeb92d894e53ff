import { invalidInput, type InvalidInput } from '../../../kit/graphql/problems.ts';
import { TEXT_KEY } from '../../../kit/text/localized-text.ts';
import type { Translation } from '../product/product.change.ts';
import type { ProductRecord } from '../product/product.record.ts';
import { checkedChange } from '../product/product.rules.ts';
import type { TranslateProductInput } from './translate-product.input.ts';

/** Texts in one more language, where the product can have them so; else what was expected of the input. */
export async function checkedTranslation(
  input: TranslateProductInput,
  before: ProductRecord,
): Promise<Translation | InvalidInput> {
  const { locale, provenance, from = null } = input;
  const key = TEXT_KEY[locale];
  if (from !== null && (from === locale || provenance === 'SOURCE' || before.name[TEXT_KEY[from]] === undefined))
    return invalidInput(
      'from',
      'Expected another language that the product has texts in, and none where the texts were written in their own. Give that, or leave it out.',
    );
  const texts = {
    name: { [key]: input.name },
    ...(input.description != null && { description: { [key]: input.description } }),
  };
  const checked = await checkedChange(texts, before);
  if ('problems' in checked) {
    const { field, message } = checked.problems[0]!;
    return invalidInput(field.split('.')[0]!, message);
  }
  const { name, description } = checked.change;
  return { locale, provenance, from, name: name![key]!, description: description?.[key] ?? null };
}
