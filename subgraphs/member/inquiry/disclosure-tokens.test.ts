import { newSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { DisclosureTokens } from './disclosure-tokens.ts';

let keys: TestKeys;
const buyer = () => ({ buyerRef: newSubjectRef(), kind: 'GUEST' as const, name: null, country: null });
const thread = async (id: string) => {
  const threadRef = newSubjectRef();
  await keys.keyring.create([threadRef]);
  return { _id: id.repeat(24), threadRef, companyId: 'c'.repeat(24), buyers: [buyer()] };
};
beforeAll(async () => void (keys = await startTestKeys()));
afterAll(() => keys?.close());

it('names its thread, and holds for that thread and buyer alone', async () => {
  const tokens = new DisclosureTokens(keys.keyring);
  const [one, other] = [await thread('1'), await thread('2')];
  const token = await tokens.of(one);
  expect(token).toMatch(/^[\w-]{46}$/);
  expect(tokens.inquiryIdOf(token)).toBe(one._id);
  expect(await tokens.holds(token, one)).toBe(true);
  expect(await tokens.holds(other._id + token.slice(24), other)).toBe(false);
  expect(await tokens.holds(token, { ...one, threadRef: other.threadRef })).toBe(false);
  expect(await tokens.holds(token, { ...one, buyers: [buyer()] })).toBe(false);
  expect(await tokens.holds(token, { ...one, buyers: [] })).toBe(false);
});

it('holds after the keys of look-ups were changed: a mail of last year still ends the contact; and not after the thread', async () => {
  const one = await thread('3');
  const token = await new DisclosureTokens(keys.keyring).of(one);
  await keys.rotate(async () => undefined);
  const later = await keys.another();
  expect(await new DisclosureTokens(later).holds(token, one)).toBe(true);
  await later.destroy([one.threadRef]);
  expect(await new DisclosureTokens(later).holds(token, one)).toBe(false);
}, 30_000);
