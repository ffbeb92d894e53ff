import { blocksOf, dueAtOf, isOwn, stateOf } from './privacy-case.policy.ts';
import type { CaseItem } from './privacy-case.record.ts';

const item = (state: CaseItem['state'], given: Partial<CaseItem> = {}): CaseItem => ({
  right: 'CORRECTION',
  state,
  dueAt: new Date('2026-12-27T00:00:00Z'),
  basis: [],
  extendedFrom: null,
  waitsFor: null,
  reason: null,
  answer: null,
  closedAt: null,
  ...given,
});

it.each([
  [['IDENTITY_CHECK', 'TRIAGE'], 'IDENTITY_CHECK'],
  [['FULFILLED', 'BLOCKED', 'TRIAGE'], 'BLOCKED'],
  [['IN_PROGRESS', 'TRIAGE'], 'TRIAGE'],
  [['IN_PROGRESS', 'REFUSED'], 'IN_PROGRESS'],
  [['FULFILLED', 'FULFILLED'], 'FULFILLED'],
  [['FULFILLED', 'REFUSED'], 'PARTLY_FULFILLED'],
  [['FULFILLED', 'WITHDRAWN'], 'PARTLY_FULFILLED'],
  [['REFUSED', 'WITHDRAWN'], 'REFUSED'],
  [['WITHDRAWN'], 'WITHDRAWN'],
] as const)('a case with items %j is %s', (states, state) => {
  expect(stateOf(states.map((one) => item(one)))).toBe(state);
});

it('is due when its first open item is', () => {
  const [first, second] = [new Date('2026-12-01T00:00:00Z'), new Date('2026-12-20T00:00:00Z')];
  const items = [item('FULFILLED', { dueAt: first }), item('TRIAGE', { dueAt: second }), item('IN_PROGRESS')];
  expect(dueAtOf(items)).toEqual(second);
  expect(dueAtOf(items.slice(0, 1))).toEqual(first);
});

it('says of each open item what keeps it from being closed', () => {
  const proven = { provenAt: new Date(), proofHash: null, handler: null };
  const codes = (found: Parameters<typeof blocksOf>[0]) => blocksOf(found).map(({ code }) => code);
  const items = [item('IDENTITY_CHECK'), item('FULFILLED')];
  expect(codes({ ...proven, items, provenAt: null, proofHash: 'a' })).toEqual(['IDENTITY_NOT_PROVEN']);
  expect(codes({ ...proven, items, provenAt: null })).toEqual(['AUTHORITY_NOT_CONFIRMED']);
  expect(codes({ ...proven, items: [item('TRIAGE'), item('TRIAGE', { right: 'ERASURE' })] })).toEqual([
    'NOBODY_TOOK_IT',
    'ERASURE_NOT_PLANNED',
  ]);
  expect(codes({ ...proven, handler: 'a', items: [item('IN_PROGRESS')] })).toEqual(['OFFICER_AT_WORK']);
  const waits = ['EXPORT', 'CANCELLATION', 'RESTRICTION', 'PART_UNAVAILABLE'] as const;
  expect(codes({ ...proven, items: waits.map((waitsFor) => item('IN_PROGRESS', { waitsFor })) })).toEqual([
    'EXPORT_BEING_MADE',
    'CANCELLATION_RUNNING',
    'RESTRICTION_BEING_CARRIED_OUT',
    'PART_UNAVAILABLE',
  ]);
});

it('knows whose case it is', () => {
  const viewer = { kind: 'account', accountId: 'a', sessionId: 's', roles: [] } as const;
  expect(isOwn(viewer, { accountId: 'a', openedBy: null })).toBe(true);
  expect(isOwn(viewer, { accountId: 'b', openedBy: 'a' })).toBe(true);
  expect(isOwn(viewer, { accountId: 'b', openedBy: null })).toBe(false);
  expect(isOwn({ kind: 'anonymous' }, { accountId: null, openedBy: null })).toBe(false);
});
