import { group, instant, integer, list, nullable, oneOf, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { localizedText } from '../../../kit/text/localized-text.ts';

const COMPANY_STATUSES = ['ACTIVE', 'SUSPENDED', 'CLOSED'] as const;
const IDENTIFIER_SCHEMES = ['VKN', 'USCC', 'REGISTRY'] as const;

/**
 * A company as it is stored: a legal entity. Its contact details are a role mailbox and a switchboard, chosen by the company to be
 * shown; nothing in it is about a person.
 */
export const companyRecord = record({
  collection: 'companies',
  version: 1,
  fields: {
    slug: text(120, undefined, '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name: localizedText(200),
    country: text(2, undefined, '^[A-Z]{2}$'),
    region: nullable(text(10)),
    city: localizedText(100),
    address: nullable(text(300)),
    identifiers: list(group({ scheme: oneOf(IDENTIFIER_SCHEMES), value: text(40) }), 10),
    mainProducts: list(localizedText(100), 20),
    description: localizedText(5_000),
    categoryCodes: list(text(20), 50),
    foundedYear: nullable(integer(1000, 2100)),
    /** What the store shows; null: nothing. */
    contact: nullable(
      group({ email: nullable(text(254)), telephone: nullable(text(30)), website: nullable(text(300)) }),
    ),
    /** Until when its existence is verified; null: not verified. */
    verifiedUntil: nullable(instant()),
    status: oneOf(COMPANY_STATUSES),
    createdAt: instant(),
    updatedAt: instant(),
    version: integer(1, 2 ** 31),
  },
  indexes: [{ keys: { slug: 1 }, unique: true }],
});

export type CompanyRecord = Recorded<typeof companyRecord>;
