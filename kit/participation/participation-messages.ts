import { z } from 'zod';
import { SUBJECT_KINDS } from '../record/personal.ts';
import { LOCALES } from '../text/localized-text.ts';
import { client } from '../viewer/client.ts';
import { ERASURE_ACTIONS } from './erasing.ts';

/** More people than a person can be under one name: contact persons, guests and traders of one address together. */
export const MOST_REFERENCES = 5_000;
/** Records that legal holds keep of one person: an erasure leaves out no more. */
export const MOST_HELD = 5_000;
/** The body of a call, with that many of both. */
export const MOST_ASKED_BYTES = 2 * 1024 * 1024;

/** More than any password has; what is longer proves nobody. */
const MOST_PASSWORD = 10_000;

const name = z.string().min(1).max(300);
const fileId = z.string().regex(/^[0-9A-Za-z_-]{1,64}$/);
const kind = z.enum([...SUBJECT_KINDS, 'ANYBODY']);
const reference = z.strictObject({ ref: z.string().regex(/^[0-9A-Za-z-]{1,64}$/), kind });
const references = z.array(reference).max(MOST_REFERENCES);
const accountId = z.string().regex(/^[0-9a-f]{24}$/);
const email = z.string().min(3).max(254);
const lifted = z.enum(['ACCOUNT_LEFT', 'RESTRICTION']);
const reason = z.enum([...lifted.options, 'ERASURE']);
const count = z.int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const place = { store: name, collection: name };

const fate = z.strictObject({ companyId: accountId, fate: z.enum(['ERASED', 'WITHDRAWN', 'LIVES_ON']) });
const companies = z.array(fate).max(MOST_REFERENCES);
const mention = z.strictObject({ ...place, id: name, path: name, times: count });
const target = z.strictObject({
  erasureId: z.string().regex(/^[0-9a-f]{24}$/),
  planHash: hash,
  mapHashes: z.strictObject({ member: hash.optional(), catalog: hash.optional(), privacy: hash.optional() }),
  references,
  companies,
  held: z.array(z.strictObject({ ...place, id: name })).max(MOST_HELD),
});
const ofTarget = z.strictObject({ target });

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
  lift: z.strictObject({ references, reason: lifted }),
  companies: z.strictObject({ references }),
  mentions: z.strictObject({ references }),
  redact: z.strictObject({ references, mention }),
  foresee: ofTarget,
  fence: ofTarget,
  drain: ofTarget,
  unindex: ofTarget,
  erase: ofTarget,
  shred: z.strictObject({ references }),
  purge: ofTarget,
  verify: ofTarget,
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
const counted = { ...place, subjectPath: name, records: count };
const counts = z.array(z.strictObject(counted)).max(1_000);
const erased = z.array(z.strictObject({ ...counted, action: z.enum(ERASURE_ACTIONS) })).max(1_000);

/** What the verbs answer that answer one message. */
export const TOLD = {
  describe: z.strictObject({ mapHash: hash, collections: z.array(name).max(1_000) }),
  identify: z.strictObject({ references, account: account.nullable() }),
  count: counts,
  prove: z.union([
    z.strictObject({ kind: z.enum(['PROVEN', 'WRONG_PASSWORD', 'CODE_REQUIRED', 'WRONG_CODE']) }),
    z.strictObject({ kind: z.literal('WAIT'), seconds: z.int().min(1) }),
  ]),
  restrict: changed,
  lift: changed,
  companies,
  mentions: z.strictObject({ mentions: z.array(mention).max(1_000), more: z.boolean() }),
  redact: changed,
  foresee: erased,
  fence: changed,
  drain: z.strictObject({ waiting: count }),
  unindex: changed,
  erase: z.strictObject({ done: z.boolean(), counts: erased }),
  shred: z.strictObject({ destroyed: count }),
  purge: z.strictObject({ done: z.boolean(), until: z.iso.datetime().nullable() }),
  verify: counts,
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
