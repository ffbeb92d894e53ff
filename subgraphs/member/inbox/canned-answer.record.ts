import { instant, integer, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { LOCALES } from '../../../kit/text/localized-text.ts';
import { MOST_MESSAGE } from '../inquiry/correspondence.ts';

export const MOST_CANNED = 100;
export const MOST_TITLE = 100;

const aboutNamed = about({
  subject: 'namedRef',
  purposes: ['correspondence'],
  basis: 'contract',
  retention: 'while listed',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'encrypted',
});

/** What a company answers often, in one language. It may name people whom we do not know: each is sealed under a key of its own. */
export const cannedAnswerRecord = record({
  collection: 'cannedAnswers',
  version: 1,
  fields: {
    namedRef: subjectRef('NAMED_IN_DOCUMENT'),
    companyId: text(24, undefined, '^[0-9a-f]{24}$'),
    locale: oneOf(LOCALES),
    title: text(MOST_TITLE, aboutNamed('user.content.private')),
    text: text(MOST_MESSAGE, aboutNamed('user.content.private')),
    createdAt: instant(),
    version: integer(1, 2 ** 31),
  },
  indexes: [{ keys: { companyId: 1, createdAt: 1, _id: 1 } }, { keys: { namedRef: 1 } }],
});

export type CannedAnswer = Recorded<typeof cannedAnswerRecord>;
