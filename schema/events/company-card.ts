import { flag, instant, integer, list, nullable, subjectRef, text } from '../../kit/record/field.ts';
import { record, type Recorded } from '../../kit/record/record.ts';
import { localizedText } from '../../kit/text/localized-text.ts';
import { aboutTrader, PLAIN } from './about-trader.ts';

/**
 * The public card of a company, newest version only: what the member subgraph publishes with every change of a company, in the
 * same transaction, and what whoever needs it copies. The member subgraph owns the company. A sole trader's card is sealed for the
 * collection's name, not for the database: a copy is the same bytes, and needs no key to be made.
 */
export const companyCardRecord = record({
  collection: 'companyCards',
  version: 2,
  fields: {
    /** The person that the company is; null: a legal entity. */
    traderRef: nullable(subjectRef('SOLE_TRADER')),
    /** Never made of a trader's name: see the company. */
    slug: text(120, aboutTrader('user.unique_id.pseudonymous', PLAIN)),
    name: localizedText(200, aboutTrader('user.name')),
    country: text(2, aboutTrader('user.location', PLAIN), '^[A-Z]{2}$'),
    region: nullable(text(10, aboutTrader('user.location', PLAIN))),
    city: localizedText(100, aboutTrader('user.contact.address')),
    mainProducts: list(localizedText(100, aboutTrader('user.content.public', PLAIN)), 20),
    description: localizedText(5_000, aboutTrader('user.content.public')),
    /** Leaf codes of the categories that the company says it trades in. */
    categoryCodes: list(text(20, aboutTrader('user.content.public', PLAIN)), 50),
    /** Until when its existence is verified; null: not verified. */
    verifiedUntil: nullable(instant()),
    /** Suspended, closed or erased: nothing of it is shown. */
    hidden: flag(),
    createdAt: instant(),
    /** The version of the company that the card shows; an older card never replaces a newer one. */
    version: integer(1, 2 ** 31),
  },
  indexes: [{ keys: { traderRef: 1 } }],
});

export type CompanyCard = Recorded<typeof companyCardRecord>;
