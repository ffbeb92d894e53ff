import { newItem } from '../case/case-clock.ts';
import { isOpen } from '../case/privacy-case.policy.ts';
import { MOST_ITEMS, type CaseItem, type PrivacyCase } from '../case/privacy-case.record.ts';
import type { RightName } from '../case/privacy-case.values.ts';
import { dueDates } from '../deadline/due-dates.ts';
import { regimesOf } from '../deadline/regime.ts';
import { joinedCase, sharedOut } from './case-joining.ts';

const now = new Date('2026-03-20T09:00:00Z');

/** What one person asked: as much of the case as joining looks at. */
function asked(rights: RightName[], on: string, country: string | null = 'DE'): PrivacyCase {
  const [receivedAt, regimes] = [new Date(`${on}T09:00:00Z`), [...regimesOf({ country })]];
  const items = rights.map((right) => newItem(right, { regimes, receivedAt }, dueDates));
  const open = { items, receivedAt, regimes, country, asked: [], accountId: null, subjects: [], history: [] };
  return { ...open, email: `${on}@buyer.example`, closedAt: null, proofHash: 'a', version: 1 } as never;
}
const itemOf = ({ items }: PrivacyCase, right: RightName) => items.find((item) => item.right === right)!;
const closed = (found: PrivacyCase, right: RightName, change: Partial<CaseItem>): PrivacyCase => ({
  ...found,
  items: found.items.map((item) => (item.right === right ? { ...item, closedAt: now, ...change } : item)),
});

it('runs by the earlier receipt, and by every law that either may fall under', () => {
  const joined = joinedCase(
    asked(['CORRECTION'], '2026-03-10'),
    asked(['CORRECTION'], '2026-03-01', 'TR'),
    dueDates,
    now,
  );
  const item = itemOf(joined, 'CORRECTION');
  expect(item).toMatchObject({ receivedAt: new Date('2026-03-01T09:00:00Z'), regimes: ['KVKK', 'GDPR'] });
  expect(joined.regimes).toEqual(['KVKK', 'GDPR']);
  expect(item.dueAt).toEqual(itemOf(asked(['CORRECTION'], '2026-03-01', 'TR'), 'CORRECTION').dueAt);
  // Turkish law gives no more time, whatever the law gave that it was asked under first.
  expect(dueDates({ ...item, receivedAt: item.receivedAt!, regimes: item.regimes! }).mayExtendUntil).toBeNull();
});

it('lets what is new in it run from when that was asked', () => {
  const joined = joinedCase(
    asked(['OBJECTION'], '2026-01-10'),
    asked(['OBJECTION', 'ACCESS'], '2026-03-01'),
    dueDates,
    now,
  );
  expect(itemOf(joined, 'OBJECTION').receivedAt).toEqual(new Date('2026-01-10T09:00:00Z'));
  expect(itemOf(joined, 'ACCESS').receivedAt).toEqual(new Date('2026-03-01T09:00:00Z'));
});

it('takes whoever says no country this time to live where they said', () => {
  const joined = joinedCase(
    asked(['OBJECTION'], '2026-03-01'),
    asked(['OBJECTION'], '2026-03-02', null),
    dueDates,
    now,
  );
  expect(joined.regimes).toEqual(['GDPR']);
});

it('keeps what was decided and told when the same is asked anew, and takes up what was taken back', () => {
  const first = asked(['OBJECTION', 'RESTRICTION', 'CORRECTION', 'COMPLETION'], '2026-03-01');
  const refused = closed(first, 'CORRECTION', { state: 'REFUSED', reason: 'EXCESSIVE', answer: 'No, because.' });
  const done = closed(refused, 'RESTRICTION', { state: 'FULFILLED', reason: 'DONE_AS_ASKED' });
  const before = closed(done, 'COMPLETION', { state: 'WITHDRAWN' });
  const joined = joinedCase(
    before,
    asked(['OBJECTION', 'RESTRICTION', 'CORRECTION', 'COMPLETION'], '2026-03-15'),
    dueDates,
    now,
  );
  expect(joined.items.map(({ right, state }) => `${right} ${state}`)).toEqual([
    'OBJECTION IDENTITY_CHECK',
    'RESTRICTION FULFILLED',
    'CORRECTION REFUSED',
    'RESTRICTION IDENTITY_CHECK',
    'CORRECTION IDENTITY_CHECK',
    'COMPLETION IDENTITY_CHECK',
  ]);
  expect(itemOf(joined, 'CORRECTION').answer).toBe('No, because.');
});

it('keeps within bounds however often the same is asked, and drops nothing that is open', () => {
  const again = asked(['OBJECTION', 'COPY'], '2026-03-15');
  const times = Array.from({ length: 2 * MOST_ITEMS });
  const found = times.reduce<PrivacyCase>(
    (one) => joinedCase(closed(one, 'COPY', { state: 'FULFILLED' }), again, dueDates, now),
    asked(['OBJECTION', 'COPY'], '2026-03-01'),
  );
  expect(found.items).toHaveLength(MOST_ITEMS);
  expect(found.items.filter(isOpen).map(({ right }) => right)).toEqual(['OBJECTION', 'COPY']);
});

it('answers where an address was proven last, and takes none for proven because it was given twice', () => {
  const [first, again] = [asked(['COPY'], '2026-03-01'), asked(['COPY'], '2026-03-02')];
  const proven = joinedCase(first, { ...again, proofHash: null }, dueDates, now);
  expect(proven).toMatchObject({ email: '2026-03-02@buyer.example', proofHash: null });
  expect(joinedCase(first, again, dueDates, now)).toMatchObject({ email: '2026-03-01@buyer.example', proofHash: 'a' });
});

it('begins nothing anew that is open in another case of the person', () => {
  const cases = [asked(['OBJECTION'], '2026-03-01'), asked(['ACCOUNT_CANCELLATION'], '2026-03-02')];
  const again = asked(['COPY', 'OBJECTION', 'ACCOUNT_CANCELLATION'], '2026-03-03');
  const shares = sharedOut(cases, again).map((one) => one.again.items.map(({ right }) => right));
  expect(shares).toEqual([['COPY', 'OBJECTION'], ['ACCOUNT_CANCELLATION']]);
});
