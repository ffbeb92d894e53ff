import { FieldFault, listAt, wordsAt } from '../../../kit/graphql/field-fault.ts';
import { LOCALES, type Locale } from '../../../kit/text/localized-text.ts';
import type { NewsletterContentInput } from './newsletter-issue.input.ts';
import {
  MOST_SUBJECT,
  MOST_TEXT,
  type NewsletterContent,
  type NewsletterIssueRecord,
} from './newsletter-issue.record.ts';

/** English stands in for a language that is missing, as the language of trade. */
const STANDING_IN: readonly Locale[] = ['EN', 'TR', 'ZH'];

/** What an issue says, in one to three languages, each once. Throws FieldFault. */
export function contentsOf(given: readonly NewsletterContentInput[]): NewsletterContent[] {
  if (given.length === 0) throw new FieldFault('contents', 'Expected at least one language, got none.');
  const contents = listAt('contents', given, LOCALES.length, ({ locale, subject, text }, field) => ({
    locale,
    subject: wordsAt(`${field}.subject`, subject, { most: MOST_SUBJECT }),
    text: wordsAt(`${field}.text`, text, { most: MOST_TEXT, lines: true }),
  }));
  const twice = contents.findIndex(({ locale }, index) => contents.findIndex((one) => one.locale === locale) < index);
  if (twice >= 0) throw new FieldFault(`contents.${twice}.locale`, 'Expected each language once, got one twice.');
  return contents;
}

/** What a reader of a language gets. */
export function contentFor({ contents }: Pick<NewsletterIssueRecord, 'contents'>, locale: Locale): NewsletterContent {
  const [best] = [locale, ...STANDING_IN].flatMap((one) => contents.find((content) => content.locale === one) ?? []);
  return best!;
}
