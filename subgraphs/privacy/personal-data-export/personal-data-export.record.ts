import { fileRecords } from '../../../kit/files/file.record.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import { MOST_REFERENCES } from '../../../kit/participation/participation-messages.ts';
import { group, instant, integer, list, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { about, SUBJECT_KINDS } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { LOCALES } from '../../../kit/text/localized-text.ts';
import { workFields } from '../../../kit/work/work.fields.ts';
import { PERSON_REF } from '../person/stored-person.ts';

/** So long an archive is there to be fetched. */
export const FETCHABLE_MS = 7 * 86_400_000;
const EXPORT_STATES = ['WAITING', 'READY', 'FETCHED'] as const;
const ID = '^[0-9a-f]{24}$';

const inExport = {
  purposes: ['rights'],
  basis: 'legal obligation',
  retention: 'export archive',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
} as const;
const aboutArchive = about({ ...inExport, subject: 'subjectRef', since: 'readyAt' });
const secret = { onExport: 'exclude secret' } as const;
/** An account, or a person under one of their references. */
const pseudonym = (subject: string, pattern: string) => ({
  ...text(26, about({ ...inExport, subject, since: 'readyAt' })('user.unique_id.pseudonymous'), pattern),
  refersTo: 'ANYBODY' as const,
});

/**
 * That somebody gets everything that is held about them: an order first, which is worked off, then an archive that is fetched once. It and what it makes are
 * sealed under a key of its own, `subjectRef`, which ends with it.
 */
export const personalDataExportRecord = record({
  collection: 'personalDataExports',
  version: 1,
  fields: {
    ...workFields,
    subjectRef: subjectRef('ANYBODY', aboutArchive('user.unique_id.pseudonymous')),
    /** Whose data it is; null: they have no account, and `persons` says who they are. */
    accountId: nullable(pseudonym('accountId', ID)),
    /** Under what the person is stored, as they were identified; empty: `accountId` says it. */
    persons: list(
      group({ personRef: pseudonym('persons[].personRef', PERSON_REF), kind: oneOf([...SUBJECT_KINDS, 'ANYBODY']) }),
      MOST_REFERENCES,
    ),
    /** Where the link goes; null: to the proven address of the account. */
    email: nullable(text(254, aboutArchive('user.contact.email', { protection: 'encrypted' }))),
    locale: oneOf(LOCALES, aboutArchive('user.account.settings')),
    /** The case that it answers; null: it was asked for directly. */
    caseId: nullable(text(24, undefined, ID)),
    state: oneOf(EXPORT_STATES),
    requestedAt: instant(aboutArchive('user.behavior')),
    readyAt: nullable(instant(aboutArchive('user.behavior'))),
    /** When the archive goes, fetched or not; null: it is not made yet. */
    expiresAt: nullable(instant()),
    fetchedAt: nullable(instant(aboutArchive('user.behavior'))),
    fileId: nullable(text(24, undefined, ID)),
    byteSize: nullable(integer(0, 2 ** 40)),
    /** SHA-256 of the secret in the link that was sent; null: none was. */
    hash: nullable(text(64, aboutArchive('user.authorization.credentials', secret))),
    /** What only whoever asked for it is shown, and the link asks for; null: the link is enough. */
    code: nullable(text(8, aboutArchive('user.authorization.credentials', { ...secret, protection: 'encrypted' }))),
    wrongCodes: integer(0, 1_000),
    /** How often it was begun to be fetched. */
    fetches: integer(0, 1_000),
    /** Until then somebody is fetching it; null, or past: nobody. */
    fetchingUntil: nullable(instant()),
  },
  indexes: [
    { keys: { state: 1, dueAt: 1 } },
    // One at a time for a person.
    {
      keys: { accountId: 1 },
      unique: true,
      partialFilterExpression: { state: 'WAITING', accountId: { $type: 'string' } },
    },
    { keys: { accountId: 1, requestedAt: 1 } },
    { keys: { expiresAt: 1 } },
    { keys: { subjectRef: 1 } },
    { keys: { 'persons.personRef': 1 } },
  ],
  lookups: { emailTokens: { of: 'email', form: emailForm } },
});

export type PersonalDataExportRecord = Recorded<typeof personalDataExportRecord>;

const aboutBytes = about({ ...inExport, subject: 'subjectRef', since: 'uploadDate', protection: 'encrypted' });

/** The archives themselves; what lies in one is not exported once more. */
export const archiveFiles = fileRecords('personalDataArchives', {
  kind: 'ANYBODY',
  declare: (category, own) =>
    aboutBytes(category, { ...own, onExport: category === 'user.content.private' ? 'exclude secret' : 'summarise' }),
});
