import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { IdentifiedPerson } from '../../../kit/participation/participant.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { MOST_REFERENCES } from '../../../kit/participation/participation-messages.ts';
import type { CaseBeginning } from '../case-work/case-beginning.ts';
import type { CaseLetters } from '../case-work/case-letters.ts';
import type { CaseReminders } from '../case-work/case-reminders.ts';
import { changedItems, newItem, withItems } from '../case/case-clock.ts';
import { noted, type CaseActor } from '../case/case-history.ts';
import { newCaseCode, newCaseNumber } from '../case/case-number.ts';
import type { DueDates } from '../case/case-seams.ts';
import type { CaseStore } from '../case/case-store.ts';
import { isOpen } from '../case/privacy-case.policy.ts';
import type { PrivacyCase } from '../case/privacy-case.record.ts';
import type { ChannelName, IdentityProofName, RegimeName } from '../case/privacy-case.values.ts';
import { storedPersons } from '../person/stored-person.ts';
import { joinedCase, sharedOut } from './case-joining.ts';
import type { SaidCase } from './said-case.ts';

export interface CaseFilingParts {
  store: CaseStore;
  beginning: CaseBeginning;
  reminders: CaseReminders;
  letters: CaseLetters;
  dueDates: DueDates;
  regimesOf: (where: { country: string | null }) => readonly RegimeName[];
}

/** What somebody asks for, with where it came from. */
export interface Application {
  said: Omit<SaidCase, 'email'>;
  email: string;
  applicantRef: string;
  openedBy: string | null;
  channel: ChannelName;
  locale: Locale;
  receivedAt: Date;
  by: CaseActor;
  /** The id of the case, and what is stored of the token that proves the address; null: it is proven. */
  proof: { id: string; hash: string } | null;
}

/** Who it is, and how that is known. */
export interface Proven {
  person: IdentifiedPerson;
  provenBy: IdentityProofName;
  by: CaseActor;
}

/** Makes the files of cases: one for each person and matter, whatever way it comes. */
export class CaseFiling {
  readonly #parts: CaseFilingParts;

  constructor(parts: CaseFilingParts) {
    this.#parts = parts;
  }

  /** A case of which it is not known who asks. It is not stored yet. */
  opened({ said, proof, channel, receivedAt, by, ...given }: Application, now: Date): PrivacyCase {
    const regimes = [...this.#parts.regimesOf({ country: said.country })];
    const items = said.rights.map((right) => newItem(right, { regimes, receivedAt }, this.#parts.dueDates));
    const asked = said.text === null ? [] : [{ at: receivedAt, channel, text: said.text }];
    const nothing = { accountId: null, subjects: [], provenAt: null, provenBy: null, handler: null, joinedTo: null };
    const open: PrivacyCase = {
      _id: proof?.id ?? randomBytes(12).toString('hex'),
      number: newCaseNumber(),
      ...given,
      ...newCaseCode(),
      ...nothing,
      name: said.name,
      asked,
      country: said.country,
      proofHash: proof?.hash ?? null,
      representatives: said.representatives.map((one) => ({ ...one, declaredAt: receivedAt })),
      channel,
      regimes,
      receivedAt,
      items,
      state: 'IDENTITY_CHECK',
      dueAt: receivedAt,
      reminded: [],
      history: [],
      closedAt: null,
      version: 0,
    };
    return noted(withItems(open, items, now), channel === 'SITE' ? 'OPENED' : 'REGISTERED', by, now);
  }

  /** Stores one of which it is not known who asks. */
  async keep(found: PrivacyCase, session: ClientSession, now: Date): Promise<void> {
    await this.#parts.store.put(found, session);
    await this.#parts.reminders.schedule(found, session, now);
  }

  /** It is known now who asks: what they ask begins, or joins what they asked before. Answers the id of the case that it is. */
  async proven(
    found: PrivacyCase,
    { person, provenBy, by }: Proven,
    session: ClientSession,
    now: Date,
  ): Promise<string> {
    const { store } = this.#parts;
    const accountId = person.account?.accountId ?? null;
    const subjects = storedPersons(person.references.slice(0, MOST_REFERENCES));
    const known = { accountId, subjects, provenAt: now, provenBy };
    const next = noted({ ...found, ...known }, 'IDENTITY_PROVEN', by, now);
    await store.turn(accountId ?? found.email, session, now);
    const earlier =
      next.representatives.length > 0 ? [] : await store.openOf({ accountId, email: found.email }, session);
    const same = earlier.filter((one) => one._id !== found._id && sharesRight(one, found));
    if (same.length > 0) return this.#joined(same, next, by, session, now);
    await this.#began(next, session, now);
    return found._id;
  }

  async #began(found: PrivacyCase, session: ClientSession, now: Date): Promise<void> {
    const begun = await this.#parts.beginning.begun(found, session, now);
    await this.keep(begun, session, now);
    await this.#parts.letters.opened(begun, session, now);
  }

  /** Each part of it where that is open already. Answers the id of the first. */
  async #joined(
    cases: readonly PrivacyCase[],
    { _id, ...found }: PrivacyCase,
    by: CaseActor,
    session: ClientSession,
    now: Date,
  ): Promise<string> {
    const { store, beginning, reminders, letters, dueDates } = this.#parts;
    for (const { same, again } of sharedOut(cases, found)) {
      const joined = joinedCase(same, again, dueDates, now);
      const next = await beginning.begun(noted(joined, 'JOINED', by, now), session, now);
      await store.put(next, session);
      await reminders.schedule(next, session, now);
      await letters.joined(next, found, session, now);
    }
    const [{ _id: first }] = cases as [PrivacyCase];
    if (await store.byId(_id, session)) await this.#over({ _id, ...found }, first, session, now);
    return first;
  }

  /** One that was stored before it was known that it is the same as another. */
  async #over(found: PrivacyCase, joinedTo: string, session: ClientSession, now: Date): Promise<void> {
    const items = changedItems(found, isOpen, () => ({ state: 'WITHDRAWN', closedAt: now }));
    const over = { ...withItems(found, items, now), joinedTo, proofHash: null };
    await this.#parts.store.put(noted(over, 'JOINED', { role: 'SYSTEM', accountId: null }, now), session);
    await this.#parts.reminders.forget(found._id, session);
  }
}

const sharesRight = (one: PrivacyCase, other: PrivacyCase): boolean =>
  one.items.some((item) => isOpen(item) && other.items.some(({ right }) => right === item.right));
