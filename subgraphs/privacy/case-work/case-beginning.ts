import type { ClientSession } from 'mongoose';
import { changedItems, withItems } from '../case/case-clock.ts';
import { noted, SYSTEM } from '../case/case-history.ts';
import type { Addressee, CaseSeams } from '../case/case-seams.ts';
import { isByArchive, isErasable, isOpen } from '../case/privacy-case.policy.ts';
import type { CaseItem, PrivacyCase } from '../case/privacy-case.record.ts';
import type { RightName } from '../case/privacy-case.values.ts';
import { referencesOf } from '../person/stored-person.ts';

const CANCELLATION = 'ACCOUNT_CANCELLATION';

/** Whoever hears of a case: sealed under the key of its file. */
export const addresseeOf = ({ email, applicantRef, locale }: PrivacyCase): Addressee => ({
  email,
  subjectRef: applicantRef,
  locale,
});

/** Begins what is carried out without an officer, once it is known who asks; the rest waits for one. */
export class CaseBeginning {
  readonly #seams: CaseSeams;

  constructor(seams: CaseSeams) {
    this.#seams = seams;
  }

  /** The case with its items that waited for the proof begun, each once. */
  async begun(found: PrivacyCase, session: ClientSession, now: Date): Promise<PrivacyCase> {
    const waits = (item: CaseItem) => item.state === 'IDENTITY_CHECK' || this.#waitsForAddress(found, item);
    const automatic = found.items.filter((item) => waits(item) && this.#isAutomatic(found, item.right));
    const begun = await this.#begin(found, automatic, session);
    const items = changedItems(found, waits, ({ right }) => this.#stateOf(right, begun));
    const next = withItems(found, items, now);
    return begun.reduce((one, right) => noted(one, 'BEGUN', SYSTEM, now, { right }), next);
  }

  /** Answers for which of these it was begun. */
  async #begin(found: PrivacyCase, items: readonly CaseItem[], session: ClientSession): Promise<RightName[]> {
    const { exporting, cancelling } = this.#seams;
    const [references, to] = [referencesOf(found.subjects), addresseeOf(found)];
    const { _id: caseId, accountId } = found;
    if (items.some(({ right }) => isByArchive(right))) await exporting?.begin({ caseId, references, to, session });
    const isCancelled = accountId !== null && items.some(({ right }) => right === CANCELLATION);
    const cancelled = isCancelled && (await cancelling?.begin({ caseId, accountId, references, to, session }));
    return items.map(({ right }) => right).filter((right) => right !== CANCELLATION || cancelled);
  }

  /** An archive goes to an address that is proven, and to no other. */
  #isAutomatic({ proofHash, accountId }: PrivacyCase, right: RightName): boolean {
    if (isByArchive(right)) return this.#seams.exporting !== undefined && proofHash === null;
    return right === CANCELLATION && this.#seams.cancelling !== undefined && accountId !== null;
  }

  #stateOf(right: RightName, begun: readonly RightName[]): Pick<CaseItem, 'state' | 'waitsFor'> {
    if (begun.includes(right))
      return { state: 'IN_PROGRESS', waitsFor: isByArchive(right) ? 'EXPORT' : 'CANCELLATION' };
    const hasSeam = isByArchive(right) ? this.#seams.exporting : this.#seams.cancelling;
    const isSeams = isByArchive(right) || right === CANCELLATION;
    return { state: isSeams && !hasSeam ? 'IN_PROGRESS' : 'TRIAGE', waitsFor: null };
  }

  /** What nothing in the case waits for any more is not made, and not handed over. */
  async ended(found: PrivacyCase, session: ClientSession): Promise<void> {
    const isAwaited = found.items.some((item) => isOpen(item) && item.waitsFor === 'EXPORT');
    if (!isAwaited) await this.#seams.exporting?.stop({ caseId: found._id, session });
    if (!found.items.some(isErasable)) await this.#seams.erasing?.stop({ caseId: found._id, session });
  }

  #waitsForAddress({ proofHash, provenAt }: PrivacyCase, { right, state, waitsFor }: CaseItem): boolean {
    const waits = state === 'TRIAGE' && waitsFor === null && isByArchive(right);
    return waits && provenAt !== null && proofHash === null && this.#seams.exporting !== undefined;
  }
}
