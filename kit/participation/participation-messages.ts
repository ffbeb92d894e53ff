import { z } from 'zod';
import { SUBJECT_KINDS } from '../record/personal.ts';
import { LOCALES } from '../text/localized-text.ts';
import { client } from '../viewer/client.ts';

/** More people than a person can be under one name: contact persons, guests and traders of one address together. */
export const MOST_REFERENCES = 5_000;
/** The body of a call, with that many references. */
export const MOST_ASKED_BYTES = 1024 * 1024;

/** More than any password has; what is longer proves nobody. */
const MOST_PASSWORD = 10_000;

const name = z.string().min(1).max(300);
const fileId = z.string().regex(/^[0-9A-Za-z_-]{1,64}$/);
const kind = z.enum([...SUBJECT_KINDS, 'ANYBODY']);
const reference = z.strictObject({ ref: z.string().regex(/^[0-9A-Za-z-]{1,64}$/), kind });
const references = z.array(reference).max(MOST_REFERENCES);
const accountId = z.string().regex(/^[0-9a-f]{24}$/);
const email = z.string().min(3).max(254);
const reason = z.enum(['ACCOUNT_LEFT', 'RESTRICTION']);
const count = z.int().min(0);

/** What each verb takes. */
export const ASKED = {
  describe: z.strictObject({}),
  identify: z.union([z.strictObject({ accountId }), z.strictObject({ email })]),
  count: z.strictObject({ references }),
  export: z.strictObject({ references }),
  file: z.strictObject({ references, fileId }),
  prove: z.strictObject({
    accountId,
    password: z.string().max(MOST_PASSWORD),
    secondFactorCode: z.string().max(64).nullable(),
    client,
  }),
  restrict: z.strictObject({ references, reason, until: z.iso.datetime().nullable() }),
  lift: z.strictObject({ references, reason }),
};
export type ParticipationVerb = keyof typeof ASKED;

const account = z.strictObject({
  accountId,
  email,
  name: z.string().max(300),
  locale: z.enum(LOCALES),
  country: z.string().length(2).nullable(),
  isStaff: z.boolean(),
  formerEmails: z.array(email).max(10).optional(),
});
const changed = z.strictObject({ changed: count });

/** What the verbs answer that answer one message. */
export const TOLD = {
  describe: z.strictObject({ mapHash: z.string().regex(/^[0-9a-f]{64}$/), collections: z.array(name).max(1_000) }),
  identify: z.strictObject({ references, account: account.nullable() }),
  count: z.array(z.strictObject({ store: name, collection: name, subjectPath: name, records: count })).max(1_000),
  prove: z.union([
    z.strictObject({ kind: z.enum(['PROVEN', 'WRONG_PASSWORD', 'CODE_REQUIRED', 'WRONG_CODE']) }),
    z.strictObject({ kind: z.literal('WAIT'), seconds: z.int().min(1) }),
  ]),
  restrict: changed,
  lift: changed,
};

const file = z.strictObject({ fileId, filename: z.string().max(300), contentType: name, byteSize: count });
const record = z.strictObject({
  store: name,
  collection: name,
  subjectPath: name,
  kind,
  id: name,
  values: z.record(z.string(), z.unknown()),
  summarised: z.array(name).max(1_000),
  files: z.array(file).max(1_000),
});

/** A line of an export: a record, or the end with how many there were. An export without its end is not whole. */
export const exportLine = z.union([z.strictObject({ record }), z.strictObject({ end: count })]);
