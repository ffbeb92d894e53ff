import {
  flag,
  group,
  instant,
  integer,
  list,
  nullable,
  oneOf,
  optional,
  subjectRef,
  text,
} from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { IDENTIFIER_SCHEMES } from '../../../kit/reference/identifiers/identifier.ts';
import { localizedText } from '../../../kit/text/localized-text.ts';
import { aboutTrader, PLAIN } from '../../../schema/events/about-trader.ts';

/** Whose data is kept and not used, so that the company is not shown: that of all its owners; that of the trader that it is. */
const STOPPED_BY = ['OWNERS', 'TRADER'] as const;
const COMPANY_STATUSES = ['ACTIVE', 'SUSPENDED', 'CLOSED'] as const;
export const VISIBILITIES = ['PUBLIC', 'AFTER_INQUIRY', 'INTERNAL'] as const;

/** Who sees one line of the contact. A code, the same for many. */
const visibility = () => oneOf(VISIBILITIES, aboutTrader('user.privacy_preferences', PLAIN));

/** A named person whom the company gives as a contact. Not the company's: a data subject of their own. */
const aboutPerson = about({
  subject: 'persons[].personRef',
  purposes: ['listing'],
  basis: 'legitimate interest',
  retention: 'while listed',
  onErasure: 'remove item',
  onExport: 'include',
  protection: 'encrypted',
});

/**
 * A company as it is stored. A legal entity's contact details are a role mailbox and a switchboard, chosen by the company to be shown; a
 * sole trader's are a person's. Contact persons are people in either.
 */
export const companyRecord = record({
  collection: 'companies',
  version: 4,
  fields: {
    /** The person that the company is; null: a legal entity. */
    traderRef: nullable(subjectRef('SOLE_TRADER')),
    /** Stored plain, and left behind in addresses: a sole trader's is made of a word of the trade and the id, never of the name. */
    slug: text(120, aboutTrader('user.unique_id.pseudonymous', PLAIN), '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name: localizedText(200, aboutTrader('user.name')),
    country: text(2, aboutTrader('user.location', PLAIN), '^[A-Z]{2}$'),
    region: nullable(text(10, aboutTrader('user.location', PLAIN))),
    city: localizedText(100, aboutTrader('user.contact.address')),
    address: nullable(text(300, aboutTrader('user.contact.address'))),
    identifiers: list(
      group({ scheme: oneOf(IDENTIFIER_SCHEMES), value: text(40, aboutTrader('user.government_id')) }),
      10,
    ),
    mainProducts: list(localizedText(100, aboutTrader('user.content.public', PLAIN)), 20),
    description: localizedText(5_000, aboutTrader('user.content.public')),
    categoryCodes: list(text(20, aboutTrader('user.content.public', PLAIN)), 50),
    foundedYear: nullable(integer(1000, 2100, aboutTrader('user.workplace', PLAIN))),
    /** What the store shows; null: nothing but the persons who are shown. */
    contact: nullable(
      group({
        email: nullable(text(254, aboutTrader('user.contact.email'))),
        telephone: nullable(text(30, aboutTrader('user.contact.phone_number'))),
        website: nullable(text(300, aboutTrader('user.contact.url'))),
        /** Absent as null: none was given. */
        fax: optional(nullable(text(30, aboutTrader('user.contact.fax_number')))),
        /** Who sees which line; absent: readers see all of them. */
        visibility: optional(
          group({ email: visibility(), telephone: visibility(), website: visibility(), fax: visibility() }),
        ),
      }),
    ),
    persons: list(
      group({
        personRef: subjectRef('CONTACT_PERSON'),
        name: text(200, aboutPerson('user.name')),
        role: text(100, aboutPerson('user.job_title')),
        email: nullable(text(254, aboutPerson('user.contact.email'))),
        telephone: nullable(text(30, aboutPerson('user.contact.phone_number'))),
        /** Whether readers see the person. */
        shown: flag(aboutPerson('user.privacy_preferences')),
        /** Whether whoever sent an inquiry sees a person whom readers do not; absent: no. */
        afterInquiry: optional(flag(aboutPerson('user.privacy_preferences'))),
        /** When whoever entered the person declared to be authorised to. */
        declaredAt: instant(aboutPerson('user.privacy_preferences')),
        /** The person's data is kept and not used: nobody sees the person; absent: no. */
        stopped: optional(flag(aboutPerson('user.privacy_preferences', PLAIN))),
      }),
      20,
    ),
    /** Until when its existence is verified; null: not verified. */
    verifiedUntil: nullable(instant()),
    status: oneOf(COMPANY_STATUSES),
    /** Why it is hidden, whatever its status says; absent or empty: it is not. */
    stoppedBy: optional(list(oneOf(STOPPED_BY), STOPPED_BY.length)),
    createdAt: instant(),
    updatedAt: instant(),
    version: integer(1, 2 ** 31),
    /** Counts changes of who acts for it and as what, so that two at once stand in each other's way; absent: none was. */
    rosterChanges: optional(integer(0, 2 ** 31)),
  },
  indexes: [{ keys: { slug: 1 }, unique: true }, { keys: { traderRef: 1 } }, { keys: { 'persons.personRef': 1 } }],
});

export type CompanyRecord = Recorded<typeof companyRecord>;
export type StoppedBy = (typeof STOPPED_BY)[number];
