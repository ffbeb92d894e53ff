import { binary, instant, integer, nullable, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';

/** A session that is not used for so long ends by itself. */
export const IDLE_SECONDS = 14 * 24 * 3_600;

const aboutMember = about({
  subject: 'subjectRef',
  purposes: ['account', 'security'],
  basis: 'contract',
  retention: 'session',
  since: 'lastUsedAt',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
});
const SEALED = { protection: 'encrypted' } as const;
const SECRET = { onExport: 'exclude secret' } as const;

/**
 * A sign-in that holds: everything that was ever refreshed from it is one family. Tokens are stored hashed (SHA-256). What ends it takes
 * the record away, and says so to every subgraph in the same transaction (`endedSessions`).
 */
export const sessionRecord = record({
  collection: 'sessions',
  version: 1,
  fields: {
    subjectRef: subjectRef('ANYBODY', aboutMember('user.unique_id.pseudonymous')),
    accountId: text(24, aboutMember('user.unique_id.pseudonymous'), '^[0-9a-f]{24}$'),
    /** Where it was opened: the network, never the address. */
    network: text(50, aboutMember('user.device.ip_address', SEALED)),
    /** By what it was opened: the kind of program and system. */
    device: text(60, aboutMember('user.device', SEALED)),
    /** Of the refresh token that is in force. */
    tokenHash: binary(32, aboutMember('user.authorization.credentials', SECRET)),
    /** Of the token before it; null: none was refreshed yet. */
    previousHash: nullable(binary(32, aboutMember('user.authorization.credentials', SECRET))),
    /** When the token in force took the place of the one before it. */
    rotatedAt: instant(aboutMember('user.behavior')),
    /** How often it was refreshed. */
    generation: integer(0, 2 ** 31),
    createdAt: instant(aboutMember('user.behavior')),
    lastUsedAt: instant(aboutMember('user.behavior')),
  },
  indexes: [
    { keys: { accountId: 1, lastUsedAt: -1 } },
    { keys: { subjectRef: 1 } },
    { keys: { lastUsedAt: 1 }, expireAfterSeconds: IDLE_SECONDS },
  ],
});

export type SessionRecord = Recorded<typeof sessionRecord>;
