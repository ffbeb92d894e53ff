import type { Viewer } from '../../../kit/viewer/viewer.ts';
import type { CaseItem, PrivacyCase } from './privacy-case.record.ts';
import type { CaseStateName, ItemWait, RightName } from './privacy-case.values.ts';

type Stands = Pick<CaseItem, 'state' | 'dueAt' | 'right' | 'waitsFor'>;

const CLOSED: ReadonlySet<string> = new Set(['FULFILLED', 'PARTLY_FULFILLED', 'REFUSED', 'WITHDRAWN']);

export const isOpen = ({ state }: { state: string }): boolean => !CLOSED.has(state);

/** Where a case stands, by where its items stand: the first thing that somebody has to see to, or what all came to. */
export function stateOf(items: readonly Stands[]): CaseStateName {
  for (const state of ['IDENTITY_CHECK', 'BLOCKED', 'TRIAGE', 'IN_PROGRESS'] as const)
    if (items.some((item) => item.state === state)) return state;
  const ends = new Set(items.map(({ state }) => state));
  if (ends.size === 1) return [...ends][0]!;
  return ends.has('FULFILLED') ? 'PARTLY_FULFILLED' : 'REFUSED';
}

/** When the first open item is due; when none is open, the last. */
export function dueAtOf(items: readonly Stands[]): Date {
  const open = items.filter(isOpen).map(({ dueAt }) => dueAt.getTime());
  return new Date(open.length > 0 ? Math.min(...open) : Math.max(...items.map(({ dueAt }) => dueAt.getTime())));
}

/** What keeps an item from being closed. */
export const CASE_BLOCKS = [
  'IDENTITY_NOT_PROVEN',
  'AUTHORITY_NOT_CONFIRMED',
  'ERASURE_NOT_PLANNED',
  'ERASURE_NOT_APPROVED',
  'ERASURE_RUNNING',
  'ERASURE_BLOCKED',
  'NOBODY_TOOK_IT',
  'OFFICER_AT_WORK',
  'EXPORT_BEING_MADE',
  'CANCELLATION_RUNNING',
  'RESTRICTION_BEING_CARRIED_OUT',
  'PART_UNAVAILABLE',
] as const;
export type CaseBlockName = (typeof CASE_BLOCKS)[number];

const WAITS: Readonly<Record<ItemWait, CaseBlockName>> = {
  EXPORT: 'EXPORT_BEING_MADE',
  CANCELLATION: 'CANCELLATION_RUNNING',
  ERASURE_APPROVAL: 'ERASURE_NOT_APPROVED',
  ERASURE: 'ERASURE_RUNNING',
  RESTRICTION: 'RESTRICTION_BEING_CARRIED_OUT',
  PART_UNAVAILABLE: 'PART_UNAVAILABLE',
};

/** What keeps each open item of a case from being closed. */
export function blocksOf(
  found: Pick<PrivacyCase, 'items' | 'proofHash' | 'provenAt' | 'handler'>,
): { right: RightName; code: CaseBlockName }[] {
  const { items, proofHash, provenAt, handler } = found;
  const codeOf = ({ right, state, waitsFor }: Stands): CaseBlockName => {
    if (provenAt === null) return proofHash === null ? 'AUTHORITY_NOT_CONFIRMED' : 'IDENTITY_NOT_PROVEN';
    if (waitsFor === 'ERASURE' && state === 'BLOCKED') return 'ERASURE_BLOCKED';
    if (waitsFor !== null) return WAITS[waitsFor];
    if (waitsForAddress(found, right)) return 'IDENTITY_NOT_PROVEN';
    if (right === 'ERASURE') return 'ERASURE_NOT_PLANNED';
    return handler === null ? 'NOBODY_TOOK_IT' : 'OFFICER_AT_WORK';
  };
  return items.filter(isOpen).map((item) => ({ right: item.right, code: codeOf(item) }));
}

/** Whether a case is a viewer's own: they opened it, or it is about them. */
export const isOwn = (viewer: Viewer, found: Pick<PrivacyCase, 'accountId' | 'openedBy'>): boolean =>
  viewer.kind === 'account' && [found.accountId, found.openedBy].includes(viewer.accountId);

/** Whether an account was stopped for it: it is kept by the mail of its cancellation, as long as that can be, and by nothing else. */
export const isStopped = ({ right, waitsFor }: Pick<Stands, 'right' | 'waitsFor'>): boolean =>
  right === 'ACCOUNT_CANCELLATION' && (waitsFor === 'CANCELLATION' || waitsFor === 'ERASURE');

/** Whether something is kept and not used by a case, whatever was asked in it since: until the person takes it back. */
export const isRestricted = ({ history }: Pick<PrivacyCase, 'history'>): boolean =>
  history.findLast(({ right, act }) => right === 'RESTRICTION' && (act === 'FULFILLED' || act === 'LIFTED'))?.act ===
  'FULFILLED';

/** Whether the parts of the directory are being told to stop using the data: nothing takes it back before all have. */
export const isBeingRestricted = ({ right, waitsFor }: Pick<Stands, 'right' | 'waitsFor'>): boolean =>
  right === 'RESTRICTION' && waitsFor !== null;

/** Whether it is carried out by erasing the person; an account that may still be kept is not. */
export const isErasable = (item: Pick<Stands, 'right' | 'state' | 'waitsFor'>): boolean =>
  isOpen(item) && isCarriedOut(item.right) && item.waitsFor !== 'CANCELLATION';

/** Whether it is being erased: nothing takes that back. */
export const isBeingErased = ({ right, waitsFor }: Pick<Stands, 'right' | 'waitsFor'>): boolean =>
  right === 'ERASURE' && waitsFor === 'ERASURE';

/** Rights that an archive answers. */
export const isByArchive = (right: RightName): boolean => right === 'ACCESS' || right === 'COPY';

/** An archive goes to an address that is proven: until then what asks for one waits, whatever an officer knows. */
export const waitsForAddress = ({ proofHash }: Pick<PrivacyCase, 'proofHash'>, right: RightName): boolean =>
  proofHash !== null && isByArchive(right);

/** Rights that no officer fulfils by hand: what carries them out says when they are. */
export const isCarriedOut = (right: RightName): boolean => right === 'ERASURE' || right === 'ACCOUNT_CANCELLATION';
