import { group, instant, integer, list, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { LOCALES } from '../../../kit/text/localized-text.ts';
import { ROLES } from '../../../kit/viewer/viewer.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import { loginNameForm } from './login-name.ts';

const ACCOUNT_KINDS = ['MEMBER', 'STAFF'] as const;
/** CANCELLED: the holder left. RESTRICTED: their data is kept and not used. */
const ACCOUNT_STATUSES = ['ACTIVE', 'DISABLED', 'CANCELLED', 'RESTRICTED'] as const;

const aboutHolder = about({
  subject: 'subjectRef',
  purposes: ['account'],
  basis: 'contract',
  retention: 'account',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'encrypted',
});
const PLAIN = { protection: 'plain' } as const;
const SECRET = { onExport: 'exclude secret', purposes: ['account', 'security'] } as const;
/** What proves that something was agreed to. */
const PROOF = { ...PLAIN, retention: 'declarations', basis: 'legal obligation', purposes: ['accountability'] } as const;

/** Somebody who signs in: a member of a company, or somebody of the staff. */
export const accountRecord = record({
  collection: 'accounts',
  version: 2,
  fields: {
    subjectRef: subjectRef('ANYBODY', aboutHolder('user.unique_id.pseudonymous', PLAIN)),
    kind: oneOf(ACCOUNT_KINDS),
    /** Proven; in the form of `emailForm`. */
    email: text(254, aboutHolder('user.contact.email')),
    /** Null: the account signs in by its e-mail address alone. */
    loginName: nullable(text(30, aboutHolder('user.account.username'))),
    name: text(200, aboutHolder('user.name')),
    /** Whom we turn to; null: the holder. */
    contactPerson: nullable(text(200, aboutHolder('user.name'))),
    /** In international form; null: none was given. */
    mobile: nullable(text(30, aboutHolder('user.contact.phone_number'))),
    /** Argon2id in the PHC string format; null: none was set yet, and nobody can sign in by one. */
    passwordHash: nullable(text(200, aboutHolder('user.authorization.password', SECRET))),
    /** Null: signing in needs the password alone. */
    secondFactor: nullable(
      group({
        /** Base32, RFC 4648. */
        secret: text(100, aboutHolder('user.authorization.credentials', SECRET)),
        /** Null: it was begun, and no code of it came yet; it does not count. */
        confirmedAt: nullable(instant(aboutHolder('user.account.settings', PLAIN))),
        /** The time step (RFC 6238) of the last code that was taken: none counts twice. Null: none was. */
        lastStep: nullable(integer(0, Number.MAX_SAFE_INTEGER, aboutHolder('user.account.settings', PLAIN))),
        recoveryCodeHashes: list(text(100, aboutHolder('user.authorization.credentials', SECRET)), 20),
      }),
    ),
    /** Empty for members. */
    staffRoles: list(oneOf(ROLES, aboutHolder('user.job_title', PLAIN)), ROLES.length),
    /** In which language we write to the holder. */
    locale: oneOf(LOCALES, aboutHolder('user.account.settings', PLAIN)),
    /** The versions of the privacy policy that were accepted, oldest first. */
    acceptedPolicies: list(
      group({
        version: text(40, aboutHolder('user.privacy_preferences', PROOF)),
        at: instant(aboutHolder('user.privacy_preferences', PROOF)),
      }),
      50,
    ),
    /** When the holder declared that whoever else's data was given had agreed; null: staff, who give nobody's. */
    authorisationDeclaredAt: nullable(instant(aboutHolder('user.privacy_preferences', PROOF))),
    status: oneOf(ACCOUNT_STATUSES, aboutHolder('user.account.settings', PLAIN)),
    /**
     * Counts the sessions that were opened. Each opening changes it, so that of an opening and a change of the password at one moment, the later
     * sees the earlier.
     */
    openings: integer(0, 2 ** 31, aboutHolder('user.account.settings', PLAIN)),
    createdAt: instant(aboutHolder('user.account.settings', PLAIN)),
    updatedAt: instant(aboutHolder('user.account.settings', PLAIN)),
    version: integer(1, 2 ** 31),
  },
  indexes: [{ keys: { subjectRef: 1 } }, { keys: { kind: 1 } }],
  lookups: {
    emailTokens: { of: 'email', form: emailForm, unique: true },
    loginNameTokens: { of: 'loginName', form: loginNameForm, unique: true },
  },
});

export type AccountRecord = Recorded<typeof accountRecord>;
