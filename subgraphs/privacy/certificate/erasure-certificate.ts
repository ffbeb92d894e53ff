import { z } from 'zod';

/** The version of what a certificate says; a verifier takes no other. */
export const CERTIFICATE_VERSION = 1;

/** What an erasure can leave behind, each with the day on which it goes, or without one where nobody can name it. */
export const RESIDUAL_KINDS = [
  'BACKUP',
  'RECIPIENT',
  'LEGAL_HOLD',
  'INDEX',
  'CASE_FILE',
  'MENTION',
  'AUDIT_LOG',
  'RETAINED',
] as const;
export type ResidualKind = (typeof RESIDUAL_KINDS)[number];

/** No text here is about a person: names of places, codes, hashes, and one sentence of ours for each residual. */
const name = z.string().regex(/^[A-Za-z][\w.-]{0,79}$/);
const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/);
const action = z.string().regex(/^[a-z]+( [a-z]+){0,3}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime();
const count = z.int().min(0);
const sentence = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^@\p{Cc}]*$/u);

const step = z.strictObject({
  store: name,
  collection: name,
  action,
  /** As the plan foresaw it, as it was counted behind the fence, and as it was done. */
  predicted: count,
  counted: count,
  changed: count,
});

const residual = z.strictObject({ kind: z.enum(RESIDUAL_KINDS), until: instant.nullable(), reason: sentence });

/** What an erasure came to, as whoever ran it tells it. */
export const erasureFacts = z.strictObject({
  erasureId: z.string().regex(/^[\w-]{1,64}$/),
  caseNumber: z
    .string()
    .regex(/^PC(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
    .nullable(),
  ground: code,
  planHash: hash,
  /** Of the declaration of personal data that the plan was made by. */
  mapHash: hash,
  plannedAt: instant,
  /** When the second officer approved; null where the person's own cancellation came due, which needs none. */
  approvedAt: instant.nullable(),
  fencedAt: instant,
  shreddedAt: instant,
  verifiedAt: instant,
  steps: z.array(step).max(5_000),
  keysDestroyed: count,
  /** Every database that was looked through afterwards. What was left is in no certificate: there is none then. */
  census: z.strictObject({ databases: z.array(name).min(1).max(100), collections: z.int().min(1), left: z.literal(0) }),
  /** Indexes that were asked by id, and by when what they deleted is off the disk too, where it is not yet. */
  engine: z.strictObject({ indexes: z.array(name).max(1_000), purged: z.boolean(), purgedBy: instant.nullable() }),
  /** Place in the ledger by which a restored backup is put right; null where none is kept. */
  ledgerSequence: count.nullable(),
  residuals: z.array(residual).max(1_000),
});
export type ErasureFacts = z.infer<typeof erasureFacts>;

/** The claims of a certificate: the facts, and who says so since when. */
export const erasureCertificate = erasureFacts.extend({
  version: z.literal(CERTIFICATE_VERSION),
  /** Address of the directory: its public keys are below it, at /.well-known/jwks.json. */
  iss: z.url(),
  /** Seconds since 1970. */
  iat: count,
  /** Who answers for the data, as the privacy policy names them. */
  controller: z.string().min(1).max(200),
});
export type ErasureCertificate = z.infer<typeof erasureCertificate>;
export type Residual = ErasureFacts['residuals'][number];
