import { createHmac } from 'node:crypto';
import { base32, fromBase32 } from './base32.ts';
import { newRelayLocalPart, relayLocalPart } from './relay-address.ts';
import { readReturnPath, returnPathFor, type Signing } from './return-path.ts';
import { messageIdOf, threadHeaders } from './thread-headers.ts';

const DOMAIN = 'relay.example';
const signingBy =
  (...keys: string[]): Signing =>
  async (text) =>
    keys.map((key) => createHmac('sha256', key).update(text).digest());

it('continues a thread: the first mail and the last ones stay', () => {
  const ids = Array.from({ length: 50 }, (_, n) => messageIdOf(String(n), DOMAIN));
  const { messageId, inReplyTo, references } = threadHeaders('<new@relay.example>', ids);
  expect(messageId).toBe('<new@relay.example>');
  expect(inReplyTo).toBe('<49@relay.example>');
  expect(references).toHaveLength(20);
  expect([references[0], references[1], references.at(-1)]).toEqual([
    '<0@relay.example>',
    '<31@relay.example>',
    '<49@relay.example>',
  ]);
});

it('begins a thread, and names no mail twice, nor itself', () => {
  expect(threadHeaders('<1@x>', [])).toEqual({ messageId: '<1@x>', inReplyTo: null, references: [] });
  expect(threadHeaders('<1@x>', ['<0@x>', '<0@x>', '<1@x>']).references).toEqual(['<0@x>']);
});

it('makes addresses that nobody guesses, and reads them in any case', () => {
  const made = Array.from({ length: 1_000 }, newRelayLocalPart);
  expect(new Set(made).size).toBe(1_000);
  expect(made.every((local) => /^[a-z2-7]{26}$/.test(local))).toBe(true);
  expect(relayLocalPart(`${made[0]!.toUpperCase()}@Relay.Example`, DOMAIN)).toBe(made[0]);
});

it.each([
  ['abc@relay.example'],
  [`${'a'.repeat(26)}@elsewhere.example`],
  [`${'a'.repeat(25)}1@relay.example`],
  [`${'a'.repeat(26)}@relay.example@evil.example`],
  ['@'],
  [''],
])('reads no address out of %j', (address) => {
  expect(relayLocalPart(address, DOMAIN)).toBeNull();
});

it('gives any bytes back', () => {
  for (let length = 0; length < 40; length++) {
    const bytes = Buffer.from(Array.from({ length }, (_, n) => (n * 89 + length * 7) & 255));
    expect(fromBase32(base32(bytes))).toEqual(bytes);
  }
});

it('says which mail failed, and takes no word of others for it', async () => {
  const about = 'abcdef0123456789abcdef01';
  const address = await returnPathFor(about, DOMAIN, signingBy('new', 'old'));
  expect(address.indexOf('@')).toBeLessThanOrEqual(64);
  expect(await readReturnPath(address.toUpperCase(), DOMAIN, signingBy('new'))).toBe(about);
  expect(
    await readReturnPath(await returnPathFor(about, DOMAIN, signingBy('old')), DOMAIN, signingBy('new', 'old')),
  ).toBe(about);
  expect(await readReturnPath(address, DOMAIN, signingBy('other'))).toBeNull();
  expect(await readReturnPath(address, 'other.example', signingBy('new'))).toBeNull();
  for (let at = 1; at < address.indexOf('@'); at++) {
    const letter = address[at] === 'a' ? 'b' : 'a';
    expect(
      await readReturnPath(address.slice(0, at) + letter + address.slice(at + 1), DOMAIN, signingBy('new')),
    ).toBeNull();
  }
  await expect(returnPathFor('no id', DOMAIN, signingBy('new'))).rejects.toThrow('24 hex digits');
});
