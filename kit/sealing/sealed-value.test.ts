import { createSecretKey, randomBytes } from 'node:crypto';
import { gcm } from '@noble/ciphers/aes.js';
import { open, seal, SEALED_MARK } from './sealed-value.ts';

const keyOf = (hex: string) => createSecretKey(Buffer.from(hex, 'hex'));
const [key, other] = [randomBytes(32), randomBytes(32)].map((bytes) => createSecretKey(bytes));
const PLACE = 'contacts\n00ab\npersons[].name\n01ARZ3NDEKTSV4RRFFQ69G5FAV';

// McGrew and Viega, The Galois/Counter Mode of Operation, appendix B: AES-256 without additional data.
it.each([
  ['case 13', '', '530f8afbc74536b9a963b4f1c4cb738b', ''],
  [
    'case 14',
    'cea7403d4d606b6e074ec5d3baf39d18',
    'd0d1c8a799996bf0265b98b5d48ab919',
    '00000000000000000000000000000000',
  ],
])('opens what the authors of GCM sealed: %s', (_, ciphertext, tag, plain) => {
  const sealed = Buffer.concat([SEALED_MARK, Buffer.alloc(12), Buffer.from(ciphertext + tag, 'hex')]);
  expect(open(sealed, keyOf('00'.repeat(32)), '')?.toString('hex')).toBe(plain);
});

it.each(['', 'a', 'İstanbul 304不锈钢管 😀', 'x'.repeat(5_000)])(
  'seals %j as another implementation opens it, and the other way',
  (text) => {
    const sealed = seal(Buffer.from(text), key!, PLACE);
    const [nonce, rest] = [sealed.subarray(4, 16), sealed.subarray(16)];
    const theirs = gcm(key!.export(), nonce, Buffer.from(PLACE));
    expect(Buffer.from(theirs.decrypt(rest)).toString()).toBe(text);
    const nonceOfTheirs = randomBytes(12);
    const made = gcm(key!.export(), nonceOfTheirs, Buffer.from(PLACE)).encrypt(Buffer.from(text));
    expect(open(Buffer.concat([SEALED_MARK, nonceOfTheirs, made]), key!, PLACE)?.toString()).toBe(text);
  },
);

it('never uses a nonce twice, and seals the same value differently each time', () => {
  const nonces = Array.from({ length: 2_000 }, () => seal(Buffer.from('same'), key!, PLACE).toString('hex', 4, 16));
  expect(new Set(nonces).size).toBe(nonces.length);
});

it('opens with its own key, in its own place and whole, or not at all', () => {
  const sealed = seal(Buffer.from('secret'), key!, PLACE);
  expect(open(sealed, other!, PLACE)).toBeNull();
  expect(open(sealed, key!, PLACE.replace('00ab', '00ac'))).toBeNull();
  for (let length = 0; length < sealed.length; length++)
    expect(open(sealed.subarray(0, length), key!, PLACE)).toBeNull();
  for (let at = 0; at < sealed.length; at++) {
    const flipped = Buffer.from(sealed);
    flipped[at]! ^= 1;
    expect(open(flipped, key!, PLACE)).toBeNull();
  }
});
