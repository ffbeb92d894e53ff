import type { PersonalRow } from '../../kit/data-map/data-map.ts';
import type { RecordDeclaration } from '../../kit/record/record.ts';
import { CATALOG_EVENTS, CATALOG_RECORDS } from '../../subgraphs/catalog/catalog.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../../subgraphs/member/member.ts';
import { PRIVACY_EVENTS, PRIVACY_RECORDS } from '../../subgraphs/privacy/privacy.ts';
import { TwoPeople } from './two-people.ts';

export const STORES: readonly (readonly [string, readonly RecordDeclaration[]])[] = [
  ['member', MEMBER_RECORDS],
  ['catalog', CATALOG_RECORDS],
  ['privacy', PRIVACY_RECORDS],
  ['events', [...MEMBER_EVENTS, ...CATALOG_EVENTS, ...PRIVACY_EVENTS]],
];

/** Every place about people that takes a text, as database, collection and path. */
export function placesForText(): { place: string; onExport: PersonalRow['onExport'] }[] {
  const found = STORES.flatMap(([store, records]) => {
    const people = new TwoPeople();
    for (const record of records) people.filled(record, 'ayse');
    return people.planted.map((one) => ({ place: `${store}.${one.collection}.${one.path}`, onExport: one.onExport }));
  });
  const personal = found.filter(({ onExport }) => onExport !== 'not personal') as ReturnType<typeof placesForText>;
  return [...new Map(personal.map((one) => [one.place, one])).values()];
}

/** What is chosen of a list, counted or made of the request: an archive says it, and no canary can stand there. */
export const CHOSEN: readonly string[] = [
  ...['member', 'events', 'catalog'].map((store) =>
    store === 'member' ? 'member.companies.categoryCodes[]' : `${store}.companyCards.categoryCodes[]`,
  ),
  'events.companyCards.slug',
  'catalog.companyCards.slug',
  'member.accounts.acceptedPolicies[].version',
  'member.pendingRegistrations.acceptedPolicyVersion',
  'member.sessions.network',
  'member.sessions.device',
  'member.securityEvents.network',
  'member.securityEvents.device',
  'member.ownershipOffers.fromAccount',
  'member.ownershipOffers.toAccount',
  'member.uploads.accountId',
  'catalog.uploads.accountId',
  'member.subscriptions.topic',
  'member.subscriptions.timeZone',
  'member.pendingSubscriptions.timeZone',
  'member.pendingSubscriptions.where',
  'member.blockedWriters.writer',
  ...['member.subscriptions', 'events.savedSearches'].flatMap((searches) =>
    ['category', 'priceMinimum', 'priceMaximum', 'quantityAmount'].map((name) => `${searches}.where.${name}`),
  ),
];

/** Sealed for whomever the words may name, who is nobody’s reference: no archive has it (docs/decisions/0020-participation.md). */
export const NOT_TOLD: Readonly<Record<string, string>> = {
  'member.claims.words[].text': 'staff wrote it of a company',
  'member.claims.words[].doesNotProve': 'staff wrote it of a company',
  'member.appeals.words[].text': 'staff wrote it of a company',
  'events.moderationDecisions.words[].text': 'staff wrote it of a company',
  'member.abuseReports.words[].text': 'staff wrote it of two sides',
  'member.cannedAnswers.title': 'a company’s text for whoever asks, by nobody',
  'member.cannedAnswers.text': 'a company’s text for whoever asks, by nobody',
};

const PASSES = 'there until the mail is sent, a moment later; planted by hand in exported.test.ts';
const CODES = 'codes of facets that the goods of a market have; planted by hand in exported.test.ts';

/** What no API writes, or nothing that is there when somebody asks. */
export const NOT_WRITTEN: Readonly<Record<string, string>> = {
  'member.mails.to': PASSES,
  'member.mails.attachments[].filename': PASSES,
  'privacy.mails.to': PASSES,
  'privacy.mails.attachments[].filename': PASSES,
  'member.subscriptions.where.facets[]': CODES,
  'member.subscriptions.where.notFacets[]': CODES,
  'events.savedSearches.where.facets[]': CODES,
  'events.savedSearches.where.notFacets[]': CODES,
  'member.pendingSubscriptions.topic': 'a guest who waits for a newsletter: a choice of two',
  'member.devices.timeZone': 'a choice',
  'privacy.personalDataExports.email': 'of the export of a guest: sealed under a key that ends when it is fetched',
};
