import { createHash, randomBytes } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import type { ActingMember } from '../../../schema/events/acting-member.ts';
import type { CompanyRole } from '../../../schema/events/membership.record.ts';
import { INVITATION_SECONDS, invitationRecord, type InvitationRecord } from './invitation.record.ts';

export interface NewInvitation {
  email: string;
  role: CompanyRole;
  locale: Locale;
}

const MOST = 100;

/** The invitations of the last seven days. A token is known to whoever reads the mail, and to nobody else. */
export class Invitations {
  readonly #records: RecordsOf<typeof invitationRecord>;

  constructor(connection: Connection, keyring: Keyring) {
    this.#records = new Records(connection, invitationRecord, keyring);
  }

  /** Stores one, and answers it with the token that opens it. Another open one of the company to this address is void. */
  async add(inviter: ActingMember, invited: NewInvitation, session: ClientSession, now = new Date()) {
    const token = randomBytes(32).toString('base64url');
    const { companyId, subjectRef: inviterRef } = inviter;
    const earlier = await this.#records.whose('email', invited.email, { session });
    for (const { _id } of earlier.filter((one) => one.companyId === companyId && isOpen(one, now))) {
      await this.#mark(_id, 'revokedAt', session, now);
    }
    const invitation: InvitationRecord = {
      _id: randomBytes(12).toString('hex'),
      companyId,
      invitedRef: newSubjectRef(),
      ...invited,
      tokenHash: hashOf(token),
      inviterRef,
      invitedAt: now,
      acceptedAt: null,
      revokedAt: null,
    };
    await this.#records.put([invitation], { session });
    return { invitation, token };
  }

  /** The newest first. */
  of(companyId: string): Promise<InvitationRecord[]> {
    return this.#records.find({ companyId }, { sort: { invitedAt: -1, _id: -1 }, limit: MOST });
  }

  byId(id: string, session?: ClientSession): Promise<InvitationRecord | null> {
    return this.#records.findById(id, { ...(session && { session }) });
  }

  /** How many of a company there are, whatever became of them. */
  count(companyId: string, session: ClientSession): Promise<number> {
    return this.#records.collection.countDocuments({ companyId }, { session });
  }

  /** The invitation that a token opens now; null when there is none, or it was accepted, revoked or is past its time. */
  async opened(token: string, session: ClientSession, now = new Date()): Promise<InvitationRecord | null> {
    if (!/^[\w-]{43}$/.test(token)) return null;
    const [found] = await this.#records.find({ tokenHash: hashOf(token) }, { session, limit: 1 });
    return found && isOpen(found, now) ? found : null;
  }

  accept(id: string, session: ClientSession, now = new Date()): Promise<void> {
    return this.#mark(id, 'acceptedAt', session, now);
  }

  revoke(id: string, session: ClientSession, now = new Date()): Promise<void> {
    return this.#mark(id, 'revokedAt', session, now);
  }

  async #mark(id: string, what: 'acceptedAt' | 'revokedAt', session: ClientSession, now: Date): Promise<void> {
    await this.#records.collection.updateOne({ _id: id }, { $set: { [what]: now } }, { session });
  }
}

export const isOpen = ({ acceptedAt, revokedAt, invitedAt }: InvitationRecord, now: Date): boolean =>
  acceptedAt === null && revokedAt === null && invitedAt.getTime() + INVITATION_SECONDS * 1_000 > now.getTime();

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
