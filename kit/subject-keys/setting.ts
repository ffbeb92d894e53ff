import { z } from 'zod';
import type { Setting } from '../config/setting.ts';

/** Where the wrapped data keys of subjects lie. */
export type SubjectKeysPlace = { kind: 'file'; folder: string } | { kind: 'mongo'; uri: string };
/** Where the keys that wrap them lie. */
export type WrappingKeysPlace =
  { kind: 'file'; folder: string } | { kind: 'environment' } | { kind: 'transit'; url: string };

const folder = z
  .string()
  .regex(/^file:./)
  .transform((value) => ({ kind: 'file' as const, folder: value.slice('file:'.length) }));

const isTransit = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, search, hash } = new URL(value);
  const here = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  return (protocol === 'https:' || (protocol === 'http:' && here)) && !username && !search && !hash;
};

const subjectKeys: Setting<SubjectKeysPlace> = {
  type: z.union([
    folder,
    z
      .string()
      .regex(/^mongodb(\+srv)?:\/\/[^\s/]+/)
      .transform((uri) => ({ kind: 'mongo' as const, uri })),
  ]),
  expected: 'file:DIR, or the address of a MongoDB deployment (mongodb://…) that holds nothing else',
  secret: true,
};

const wrappingKeys: Setting<WrappingKeysPlace> = {
  type: z.union([
    folder,
    z.literal('environment').transform(() => ({ kind: 'environment' as const })),
    z
      .string()
      .refine(isTransit)
      .transform((url) => ({ kind: 'transit' as const, url })),
  ]),
  expected: 'file:DIR, environment, or the address of a transit engine (https://…/v1/transit)',
};

const optionalSecret = (expected: string): Setting<string> => ({
  type: z.string().trim(),
  expected,
  fallback: ' ',
  secret: true,
});

/** What a process reads that opens the keyring. */
export const keyringShape = {
  SUBJECT_KEYS: subjectKeys,
  WRAPPING_KEYS: wrappingKeys,
  /** With WRAPPING_KEYS=environment: `{"1":"<32 random bytes as base64url>"}`. */
  WRAPPING_KEYS_VALUE: optionalSecret('the secret of each epoch as JSON'),
  /** With a transit engine: its token. */
  WRAPPING_KEYS_TOKEN: optionalSecret('the token of the transit engine'),
};
