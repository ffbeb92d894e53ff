import type { ClientSession } from 'mongoose';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { isOpen } from '../case/privacy-case.policy.ts';
import type { CaseItem, PrivacyCase } from '../case/privacy-case.record.ts';
import type { RightName } from '../case/privacy-case.values.ts';
import type { Mails } from '../mail/mails.ts';
import { complaintsOf } from './complaints.ts';

export interface CaseLettersParts {
  mails: Mails;
  /** The mailbox of the privacy officers, and in which language they are written to. */
  officers: { email: string; locale: Locale };
}

/** What is written about a case: to whoever asks, and to the officers. A mail to an address that is not proven says nothing of what is stored. */
export class CaseLetters {
  readonly #parts: CaseLettersParts;

  constructor(parts: CaseLettersParts) {
    this.#parts = parts;
  }

  /** Asks an address to confirm that its reader asked for something. */
  async proof(
    { email: to, subjectRef, locale }: { email: string; subjectRef: string; locale: Locale },
    facts: { token: string; byStaff: boolean; rights: readonly RightName[] },
    session: ClientSession,
    now: Date,
  ): Promise<void> {
    await this.#parts.mails.post({ to, subjectRef, template: 'provePrivacyCase', facts, locale }, session, now);
  }

  async opened(found: PrivacyCase, session: ClientSession, now: Date): Promise<void> {
    await this.#about(found, found, false, session, now);
  }

  /** To whoever asked for the same again. */
  async joined(found: PrivacyCase, again: Omit<PrivacyCase, '_id'>, session: ClientSession, now: Date): Promise<void> {
    await this.#about(found, again, true, session, now);
  }

  async extended(found: PrivacyCase, { right, dueAt, answer }: CaseItem, session: ClientSession): Promise<void> {
    const facts = { ...followed(found), right, dueAt: dueAt.toISOString(), text: answer ?? '' };
    await this.#parts.mails.post({ ...toWhoAsks(found), template: 'privacyCaseExtended', facts }, session);
  }

  /** What came of some items; of a refusal with how to complain. */
  async decided(found: PrivacyCase, items: readonly CaseItem[], session: ClientSession): Promise<void> {
    const decided = items.map(({ right, state, reason, answer }) => ({
      right,
      state: state as 'FULFILLED' | 'REFUSED' | 'WITHDRAWN',
      reason,
      text: answer ?? '',
    }));
    const isRefused = items.some(({ state }) => state === 'REFUSED');
    const complaints = isRefused ? complaintsOf(found.regimes, found.locale) : [];
    const facts = { ...followed(found), decided, complaints };
    await this.#parts.mails.post({ ...toWhoAsks(found), template: 'privacyCaseDecided', facts }, session);
  }

  /** That the person was erased, and what is left of them until when. */
  async erased(
    found: PrivacyCase,
    { isPartly, left }: { isPartly: boolean; left: readonly { kind: string; until: Date | null }[] },
    session: ClientSession,
  ): Promise<void> {
    const named = left.map(({ kind, until }) => ({ kind, until: until?.toISOString() ?? null }));
    const facts = { ...followed(found), isPartly, left: named };
    await this.#parts.mails.post({ ...toWhoAsks(found), template: 'erasureDone', facts }, session);
  }

  /** To the officers; it names the case by its number alone. */
  async reminder(
    { number, applicantRef: subjectRef }: PrivacyCase,
    { share, dueAt, rights }: { share: number; dueAt: Date; rights: RightName[] },
    session: ClientSession,
    now: Date,
  ): Promise<void> {
    const { email: to, locale } = this.#parts.officers;
    const facts = { number, share, dueAt: dueAt.toISOString(), rights };
    await this.#parts.mails.post({ to, subjectRef, template: 'privacyCaseReminder', facts, locale }, session, now);
  }

  async #about(
    found: PrivacyCase,
    { email: to, locale }: Pick<PrivacyCase, 'email' | 'locale'>,
    isJoined: boolean,
    session: ClientSession,
    now: Date,
  ): Promise<void> {
    const rights = found.items.filter(isOpen).map(({ right }) => right);
    const facts = { ...followed(found), rights, dueAt: found.dueAt.toISOString(), isJoined };
    const mail = { to, subjectRef: found.applicantRef, template: 'privacyCaseOpened', facts, locale } as const;
    await this.#parts.mails.post(mail, session, now);
  }
}

/** By what whoever reads a mail follows the case; of an address that is not proven the number alone, for the code shows what was asked. */
const followed = ({ number, code, proofHash }: PrivacyCase) => ({ number, code: proofHash === null ? code : null });

const toWhoAsks = ({ email: to, applicantRef: subjectRef, locale }: PrivacyCase) => ({ to, subjectRef, locale });
