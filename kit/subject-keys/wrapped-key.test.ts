import { createSecretKey, hkdfSync } from 'node:crypto';
import { environmentWrappingKeys } from './environment.wrapping-keys.ts';
import { sealKey } from './local.wrapping-keys.ts';
import { boundOf, readWrapped, wrappedBytes } from './wrapped-key.ts';

// Computed with other implementations of HKDF and AES-GCM (Python's hmac, and cryptography).
const SECRET = Buffer.from(Array.from({ length: 32 }, (_, at) => at));
const NONCE = Buffer.from(Array.from({ length: 12 }, (_, at) => 100 + at));
const REF = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const KEY = Buffer.alloc(32, 0x42);
const WRAPPED =
  '54444b31000000076465666768696a6b6c6d6e6f4c5e799ede05094748fb6ea4299e2ac400656b4509a67b99defc50bb4c1f3d34887888092556619b00e8e5c27ff9dfe6';

const wrapping = environmentWrappingKeys(JSON.stringify({ 7: SECRET.toString('base64url') }));

it('is written byte for byte as it always was', () => {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', SECRET, '', 'subject-keys wrapping 1', 32)));
  const sealed = sealKey(key, NONCE, { key: KEY, bound: boundOf(REF, 7) });
  expect(wrappedBytes({ epoch: 7, sealed }).toString('hex')).toBe(WRAPPED);
});

it('opens what was written before', async () => {
  const { epoch, sealed } = readWrapped(Buffer.from(WRAPPED, 'hex'), REF, 'a file');
  expect(epoch).toBe(7);
  expect(await wrapping.unwrap(epoch, [{ sealed, bound: boundOf(REF, epoch) }])).toEqual([KEY]);
});

it('opens for no other subject, under no other epoch, and not with any bit changed', async () => {
  const wrapped = Buffer.from(WRAPPED, 'hex');
  const { sealed } = readWrapped(wrapped, REF, 'a file');
  const bound = boundOf(REF, 7);
  const flipped = Array.from({ length: sealed.length * 8 }, (_, bit) => {
    const changed = Buffer.from(sealed);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    return { sealed: changed, bound };
  });
  const others = [boundOf('01ARZ3NDEKTSV4RRFFQ69G5FAW', 7), boundOf(REF, 8)].map((other) => ({ sealed, bound: other }));
  const opened = await wrapping.unwrap(7, [...flipped, ...others]);
  expect(opened).toHaveLength(482);
  expect(opened.filter((key) => key !== null)).toEqual([]);
});

it.each([
  ['cut off', WRAPPED.slice(0, -2)],
  ['longer', `${WRAPPED}00`],
  ['empty', ''],
  ['of another format', `54444b32${WRAPPED.slice(8)}`],
])('is refused when it is %s', (_, hex) => {
  expect(() => readWrapped(Buffer.from(hex, 'hex'), REF, 'file x')).toThrow(
    expect.objectContaining({
      code: 'DAMAGED',
      subjectRefs: [REF],
      message: expect.stringContaining('file x') as string,
    }),
  );
});
