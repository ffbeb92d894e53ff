import { instant, list, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';

/** What others see of a company and can change. */
export const SEEN_FIELDS = [
  'slug',
  'name',
  'country',
  'region',
  'city',
  'address',
  'mainProducts',
  'description',
  'categoryCodes',
  'foundedYear',
  'identifiers',
  'contact',
  'persons',
] as const;
export type SeenField = (typeof SEEN_FIELDS)[number];

/** The policy states twelve months. */
const KEPT_SECONDS = 365 * 86_400;

const history = {
  purposes: ['listing'],
  basis: 'legitimate interest',
  retention: 'public history',
  since: 'at',
  onExport: 'include',
} as const;
const aboutTrader = about({
  ...history,
  subject: 'traderRef',
  onErasure: 'delete document',
  protection: 'encrypted',
});
const aboutMember = about({ ...history, subject: 'memberRef', onErasure: 'unset', protection: 'plain' });

/**
 * One change of what others see of a company: who made it, when, and what stood there before. Contacts and persons are named as changed
 * alone: what stood there is about people who may be gone for good reason.
 */
export const companyChangeRecord = record({
  collection: 'companyHistory',
  version: 1,
  fields: {
    companyId: text(24),
    /** The person that the company is; null: a legal entity. */
    traderRef: nullable(subjectRef('SOLE_TRADER')),
    /** The member who made it; null: erased since. */
    memberRef: nullable(subjectRef('MEMBER', aboutMember('user.unique_id.pseudonymous'))),
    at: instant(),
    fields: list(oneOf(SEEN_FIELDS), SEEN_FIELDS.length),
    /** What stood there, by the names of the fields, as JSON; a field that is not in it had nothing, or is not kept. */
    before: text(60_000, aboutTrader('user.content.public')),
  },
  indexes: [
    { keys: { companyId: 1, at: -1 } },
    { keys: { traderRef: 1 } },
    { keys: { memberRef: 1 } },
    { keys: { at: 1 }, expireAfterSeconds: KEPT_SECONDS },
  ],
});

export type CompanyChange = Recorded<typeof companyChangeRecord>;
