import type { Connection } from 'mongoose';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import type { TimePlace } from '../../../kit/graphql/time-page.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, type ActingStaff } from '../../../schema/events/staff.policy.ts';
import { readCaseNumber } from './case-number.ts';
import type { CaseStore, SoughtCases } from './case-store.ts';
import { isBeingErased, isBeingRestricted, isOpen, isOwn, isStopped } from './privacy-case.policy.ts';
import { privacyCaseRecord, type PrivacyCase } from './privacy-case.record.ts';

/** A case as somebody sees it. */
export interface SeenCase {
  found: PrivacyCase;
  canWithdraw: boolean;
  canDecide: boolean;
  /** Whether whoever looks is the officer who took it. */
  isViewers: boolean;
  /** As whom. */
  seenBy: 'PERSON' | 'OFFICER' | 'REGISTRAR';
}

export interface CaseViewsParts {
  /** The database of published events. */
  events: Connection;
  store: CaseStore;
  allowances: Allowances;
  now: () => Date;
}

/** Within an hour, of one number, whether it is one or not. */
const MOST_LOOKS = 60;

/** Who sees which cases: people their own, officers those of others; what staff read is written down. */
export class CaseViews {
  readonly #parts: CaseViewsParts;

  constructor(parts: CaseViewsParts) {
    this.#parts = parts;
  }

  /** Null: absent, or not for whoever asks. */
  async one(id: string, viewer: Viewer): Promise<SeenCase | null> {
    const found = viewer.kind === 'account' ? await this.#parts.store.byId(id) : null;
    if (!found || viewer.kind === 'anonymous') return null;
    if (isOwn(viewer, found)) return asOwn(found);
    const officer = actingStaff('HANDLE_RIGHTS', viewer);
    const staff = officer ?? (isWhoRegistered(viewer.accountId, found) ? actingStaff('REGISTER_RIGHTS', viewer) : null);
    if (!staff) return null;
    await this.#noteRead([found], staff);
    return asStaff(found, viewer.accountId, officer !== null);
  }

  async own(viewer: Viewer): Promise<SeenCase[] | null> {
    if (viewer.kind === 'anonymous') return null;
    return (await this.#parts.store.ofAccount(viewer.accountId)).map(asOwn);
  }

  /** What whoever has proven an address asked for; answered anew to a proof that is repeated. */
  async proven(id: string): Promise<SeenCase | null> {
    const found = await this.#parts.store.byId(id);
    return found && asOwn(found);
  }

  /** By number and code. Null: they do not fit, or it was looked too often; the two look alike, and cost the same. */
  async followed(number: string, code: string): Promise<SeenCase | null> {
    const { allowances, store, now } = this.#parts;
    const whom = readCaseNumber(number) ?? 'none';
    const [mayLook, found] = await Promise.all([
      allowances.take('privacy case look', whom, MOST_LOOKS, now()),
      store.byCode(number, code),
    ]);
    return mayLook && found ? asOwn(found) : null;
  }

  /** Those of others, what is due first at the head, and one more than a page has. */
  async queue(staff: ActingStaff, sought: SoughtCases, after: TimePlace | null, size: number): Promise<SeenCase[]> {
    const found = await this.#parts.store.sought(sought, after, size, staff.accountId);
    await this.#noteRead(found.slice(0, size), staff);
    return found.map((one) => asStaff(one, staff.accountId, true));
  }

  /** Before it is shown. */
  async #noteRead(found: readonly PrivacyCase[], { accountId: actor, role }: ActingStaff): Promise<void> {
    const read = {
      actor,
      role,
      action: 'READ',
      record: privacyCaseRecord,
      count: 1,
      reason: 'SUBJECT_REQUEST',
    } as const;
    await Promise.all(
      found.map(({ applicantRef: subjectRef, _id: reasonRef }) =>
        recordAudit(this.#parts.events, { ...read, subjectRef, reasonRef }),
      ),
    );
  }
}

const asOwn = (found: PrivacyCase): SeenCase => ({
  found,
  canWithdraw: found.items.some((item) => isOpen(item) && !isTakenBackNoMore(item)),
  canDecide: false,
  isViewers: false,
  seenBy: 'PERSON',
});

const asStaff = (found: PrivacyCase, accountId: string, isOfficer: boolean): SeenCase => ({
  found,
  canWithdraw: false,
  canDecide: isOfficer && found.closedAt === null,
  isViewers: found.handler === accountId,
  seenBy: isOfficer ? 'OFFICER' : 'REGISTRAR',
});

const isTakenBackNoMore = (item: PrivacyCase['items'][number]): boolean =>
  isStopped(item) || isBeingRestricted(item) || isBeingErased(item);

/** Customer service sees what it took down itself, to tell its number. */
const isWhoRegistered = (accountId: string, { history: [first] }: PrivacyCase): boolean =>
  first?.act === 'REGISTERED' && first.actor === accountId;
