import {
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
import { MOST_REFERENCES } from '../../../kit/participation/participation-messages.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { LOCALES } from '../../../kit/text/localized-text.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import {
  CASE_ACTS,
  CASE_REASONS,
  CASE_STATES,
  CHANNELS,
  IDENTITY_PROOFS,
  ITEM_STATES,
  ITEM_WAITS,
  REGIMES,
  REPRESENTATIVE_AUTHORITIES,
  RIGHTS,
} from './privacy-case.values.ts';
import { filePseudonym } from '../person/file-pseudonym.ts';
import { PERSON_REF } from '../person/stored-person.ts';

/** Three years, a leap day among them. */
export const CASES_KEPT_SECONDS = 1_096 * 86_400;
/** The sweep takes the keys first; should it not run for a day, the database takes what nobody opens. */
const GONE_SECONDS = CASES_KEPT_SECONDS + 86_400;
/** Characters of what is asked for in words, and of what is answered. */
export const MOST_ASKED = 5_000;
/** Of those that join a case, so many are kept word by word. */
export const MOST_APPLICATIONS = 50;
/** What was decided stays when the same is asked anew while other things are open. */
export const MOST_ITEMS = 60;
const ACCOUNT_ID = '^[0-9a-f]{24}$';
const PLAIN = { protection: 'plain' } as const;

const inCase = {
  purposes: ['rights'],
  basis: 'legal obligation',
  retention: 'rights case',
  since: 'closedAt',
  onErasure: 'retain',
  onExport: 'include',
  protection: 'encrypted',
} as const;
const aboutApplicant = about({ ...inCase, subject: 'applicantRef' });
/**
 * What somebody asks for by their rights, and what came of it. What is personal in it is sealed under a key of its own, `applicantRef`: so the file of the case
 * outlives an erasure of the person, as the Turkish by-law on deletion asks (art. 7(3)), and goes by its own period.
 */
export const privacyCaseRecord = record({
  collection: 'privacyCases',
  version: 2,
  fields: {
    /** By what people name it. Knowing it authorises nothing. */
    number: text(17, undefined, '^PC(-[0-9A-HJKMNP-TV-Z]{4}){3}$'),
    applicantRef: subjectRef('ANYBODY', aboutApplicant('user.unique_id.pseudonymous', PLAIN)),
    /** Where answers go, in the form of `emailForm`. */
    email: text(254, aboutApplicant('user.contact.email')),
    /** As whoever applied gave it; null: none was given. */
    name: nullable(text(200, aboutApplicant('user.name'))),
    /** What they ask in their words, each time that they asked for the same. Empty: the rights say it all. */
    asked: list(
      group({
        at: instant(),
        channel: oneOf(CHANNELS),
        text: text(MOST_ASKED, aboutApplicant('user.content.private')),
      }),
      MOST_APPLICATIONS,
    ),
    /** What lets whoever has no account follow the case, as mails say it. */
    code: text(43, aboutApplicant('user.authorization.credentials', { onExport: 'exclude secret' })),
    /** SHA-256 of it. */
    codeHash: text(64, aboutApplicant('user.authorization.credentials', { ...PLAIN, onExport: 'exclude secret' })),
    /** SHA-256 of the secret in the token by which the address of a registered case is proven; null: it is not waited for. */
    proofHash: nullable(
      text(64, aboutApplicant('user.authorization.credentials', { ...PLAIN, onExport: 'exclude secret' })),
    ),
    /** Whoever acts for the person. Empty: they ask for themselves. */
    representatives: list(
      group({
        name: text(200, aboutApplicant('user.name')),
        /** The address by which the person is known here. */
        forEmail: text(254, aboutApplicant('user.contact.email')),
        authority: oneOf(REPRESENTATIVE_AUTHORITIES),
        declaredAt: instant(),
      }),
      1,
    ),
    /** The account that opened it; null: somebody without one, or staff. */
    openedBy: nullable(filePseudonym('openedBy')),
    /** The account that it is about; null: not known before the proof, or the person has none. */
    accountId: nullable(filePseudonym('accountId')),
    /** Under what the person is stored, once they are proven. */
    subjects: list(
      group({ personRef: filePseudonym('subjects[].personRef', PERSON_REF), kind: text(20) }),
      MOST_REFERENCES,
    ),
    channel: oneOf(CHANNELS),
    regimes: list(oneOf(REGIMES), 4),
    country: nullable(text(2, aboutApplicant('user.location', PLAIN), '^[A-Z]{2}$')),
    locale: oneOf(LOCALES, aboutApplicant('user.account.settings', PLAIN)),
    /** From when the time runs. */
    receivedAt: instant(),
    /** When it was known that it is the person who asks; null: not yet. */
    provenAt: nullable(instant()),
    provenBy: nullable(oneOf(IDENTITY_PROOFS)),
    items: list(
      group({
        right: oneOf(RIGHTS),
        state: oneOf(ITEM_STATES),
        /** When this was asked first, and the laws by whose clocks it is due; absent: as the case. */
        receivedAt: optional(instant()),
        regimes: optional(list(oneOf(REGIMES), REGIMES.length)),
        dueAt: instant(),
        /** Why it is due then: a duty of each law that may apply. */
        basis: list(group({ regime: text(20), rule: text(200), dueAt: instant(), source: text(500) }), 8),
        /** When it would have been due; null: it was not extended. */
        extendedFrom: nullable(instant()),
        /** What it waits for; null: for nobody, or for an officer. */
        waitsFor: nullable(oneOf(ITEM_WAITS)),
        /** Why it was decided so, or extended; null: neither. */
        reason: nullable(oneOf(CASE_REASONS)),
        /** What the person was told; null: nothing in words. */
        answer: nullable(text(MOST_ASKED, aboutApplicant('user.content.private'))),
        closedAt: nullable(instant()),
      }),
      MOST_ITEMS,
    ),
    state: oneOf(CASE_STATES),
    /** When the first open item is due; of a closed case, when the last was. */
    dueAt: instant(),
    /** The officer who took it; null: nobody did. */
    handler: nullable(filePseudonym('handler')),
    /** Of which due dates officers were reminded. */
    reminded: list(group({ share: integer(1, 99), dueAt: instant(), at: instant() }), 100),
    history: list(
      group({
        at: instant(),
        act: oneOf(CASE_ACTS),
        role: oneOf(['SUBJECT', 'SUPPORT', 'PRIVACY_OFFICER', 'SYSTEM']),
        /** The account that acted; null: a guest, or the directory itself. */
        actor: nullable(filePseudonym('history[].actor')),
        right: nullable(oneOf(RIGHTS)),
        reason: nullable(oneOf(CASE_REASONS)),
      }),
      500,
    ),
    /** The case that it joined, being the same; null: none. */
    joinedTo: nullable(text(24, undefined, ACCOUNT_ID)),
    closedAt: nullable(instant()),
    version: integer(1, 2 ** 31),
  },
  indexes: [
    { keys: { number: 1 }, unique: true },
    { keys: { state: 1, dueAt: 1, _id: 1 } },
    { keys: { dueAt: 1, _id: 1 } },
    { keys: { accountId: 1, receivedAt: 1 } },
    { keys: { openedBy: 1, receivedAt: 1 } },
    { keys: { applicantRef: 1 } },
    { keys: { 'subjects.personRef': 1 } },
    { keys: { closedAt: 1 }, expireAfterSeconds: GONE_SECONDS },
  ],
  lookups: { emailTokens: { of: 'email', form: emailForm } },
});

export type PrivacyCase = Recorded<typeof privacyCaseRecord>;
export type CaseItem = PrivacyCase['items'][number];
