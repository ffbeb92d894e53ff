import { instant, integer, list, nullable, text, flag } from '../../kit/record/field.ts';
import { record, type Recorded } from '../../kit/record/record.ts';
import { localizedText } from '../../kit/text/localized-text.ts';

/**
 * The public card of a company, newest version only: what the member subgraph publishes with every change of a company, in the
 * same transaction, and what whoever needs it copies. The member subgraph owns the company.
 */
export const companyCardRecord = record({
  collection: 'companyCards',
  version: 1,
  fields: {
    slug: text(120),
    name: localizedText(200),
    country: text(2, undefined, '^[A-Z]{2}$'),
    region: nullable(text(10)),
    city: localizedText(100),
    mainProducts: list(localizedText(100), 20),
    description: localizedText(5_000),
    /** Leaf codes of the categories that the company says it trades in. */
    categoryCodes: list(text(20), 50),
    /** Until when its existence is verified; null: not verified. */
    verifiedUntil: nullable(instant()),
    /** Suspended, closed or erased: nothing of it is shown. */
    hidden: flag(),
    createdAt: instant(),
    /** The version of the company that the card shows; an older card never replaces a newer one. */
    version: integer(1, 2 ** 31),
  },
  indexes: [],
});

export type CompanyCard = Recorded<typeof companyCardRecord>;
