import { startTestKeys, type TestKeys } from '../../test/kit/keyring.ts';
import { SignedAddress } from './signed-address.ts';

let keys: TestKeys;
let now = new Date('2026-11-24T10:00:00Z');
beforeAll(async () => {
  keys = await startTestKeys();
});
afterAll(() => keys?.close());

it('holds in every process, for its path, its holder, its purpose and its time alone', async () => {
  const made = new SignedAddress(keys.keyring, 'papers', () => now);
  const there = new SignedAddress(await keys.another(), 'papers', () => now);
  const query = Object.fromEntries(new URLSearchParams(await made.query('/papers/1', 300, 'somebody')));
  expect(await there.holds('/papers/1', query)).toBe(true);
  expect(await there.holds('/papers/2', query)).toBe(false);
  expect(await there.holds('/papers/1', { ...query, by: 'another' })).toBe(false);
  expect(await there.holds('/papers/1', { ...query, until: '9999999999' })).toBe(false);
  expect(await there.holds('/papers/1', { ...query, signature: 'zz'.repeat(16) })).toBe(false);
  expect(await there.holds('/papers/1', {})).toBe(false);
  expect(await new SignedAddress(keys.keyring, 'pictures', () => now).holds('/papers/1', query)).toBe(false);
  now = new Date(now.getTime() + 299_999);
  expect(await there.holds('/papers/1', query)).toBe(true);
  now = new Date(now.getTime() + 1);
  expect(await there.holds('/papers/1', query)).toBe(false);
});
