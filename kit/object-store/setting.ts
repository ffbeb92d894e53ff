import { z } from 'zod';
import type { Setting } from '../config/setting.ts';

const isOrigin = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, origin, href } = new URL(value);
  return (protocol === 'https:' || protocol === 'http:') && href === `${origin}/`;
};

/** Where a store of objects answers. Never shown: who writes a password into it is refused, and the password is not repeated. */
export const objectEndpoint: Setting<string> = {
  type: z.string().refine(isOrigin),
  expected: 'an address such as https://s3.example, without a path or a password',
  secret: true,
};

export const objectBucket: Setting<string> = {
  type: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
  expected: 'the name of a bucket: 3 to 63 small letters, digits, dots and hyphens',
};

export const objectRegion: Setting<string> = {
  type: z.string().regex(/^[a-z0-9-]{1,40}$/),
  expected: 'a region, such as eu-central-1',
  fallback: 'us-east-1',
};

/** As secret as the other half: who mixes them up shows none. */
export const accessKeyId: Setting<string> = {
  type: z.string().regex(/^[\w-]{3,128}$/),
  expected: 'the id of an access key, 3 to 128 letters and digits',
  secret: true,
};

export const secretAccessKey: Setting<string> = {
  type: z.string().regex(/^[\x21-\x7e]{8,128}$/),
  expected: 'the secret of an access key, 8 to 128 characters',
  secret: true,
};
