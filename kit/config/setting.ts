import { createPrivateKey, createPublicKey } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** One value that a process reads from its environment. */
export interface Setting<T> {
  /** Reads the text; fails without saying why: `expected` says it. */
  type: z.ZodType<T, string>;
  /** Ends the sentence "Expected …". */
  expected: string;
  /** What an absent value stands for; undefined: the value is compulsory. */
  fallback?: string;
  /** The same outside production only: in production the value is compulsory, and where it is a secret this one is refused. */
  developmentFallback?: string;
  /** Never shown, and may come in a file: `NAME_FILE` instead of `NAME`. */
  secret?: boolean;
}

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most);

const url = (protocols: RegExp) =>
  z.string().refine((value) => URL.canParse(value) && protocols.test(new URL(value).protocol));

const isPublicKey = (pem: string): boolean => {
  try {
    return !pem.includes('PRIVATE') && createPublicKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
};

/** TCP port; 0: any free one. */
export const port = (fallback: number): Setting<number> => ({
  type: whole(0, 65_535),
  expected: 'a port from 0 to 65535',
  fallback: String(fallback),
});

/** A whole number between two bounds. */
export const wholeNumber = (least: number, most: number, fallback: number): Setting<number> => ({
  type: whole(least, most),
  expected: `a whole number from ${least} to ${most}`,
  fallback: String(fallback),
});

/** Web origins, separated by commas; empty: none. */
export const origins: Setting<string[]> = {
  type: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    )
    .refine((list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin)),
  expected: 'web origins separated by commas, such as https://app.example',
  fallback: ' ',
};

/** Networks or addresses, separated by commas; empty: none. */
export const networks: Setting<string[]> = {
  type: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((network) => network.trim())
        .filter(Boolean),
    )
    .refine((list) => list.every((network) => ipaddr.isValid(network) || ipaddr.isValidCIDR(network))),
  expected: 'networks separated by commas, such as 10.0.0.0/8',
  fallback: ' ',
};

/** The address to listen on. */
export const host: Setting<string> = {
  type: z.string().regex(/^[\w.:-]{1,253}$/),
  expected: 'a host name or address to listen on, such as 127.0.0.1',
  fallback: '127.0.0.1',
};

export const oneOf = <const Values extends readonly [string, ...string[]]>(
  values: Values,
  fallback: Values[number],
): Setting<Values[number]> => ({ type: z.enum(values) as never, expected: `one of ${values.join(', ')}`, fallback });

export const httpUrl = (developmentFallback?: string): Setting<string> => ({
  type: url(/^https?:$/),
  expected: 'an address that begins with http:// or https://',
  developmentFallback,
});

/** Short text that people read. */
export const text = (most: number, developmentFallback?: string): Setting<string> => ({
  type: z.string().trim().min(1).max(most),
  expected: `a text of 1 to ${most} characters`,
  developmentFallback,
});

/** May hold a password, and so is a secret. */
export const mongoUri: Setting<string> = {
  type: z.string().regex(/^mongodb(\+srv)?:\/\/[^\s/]+/),
  expected: 'an address that begins with mongodb:// or mongodb+srv://, of a replica set',
  developmentFallback: 'mongodb://127.0.0.1:27017/?replicaSet=directory',
  secret: true,
};

/** Where mail is handed over. May hold a password, and so is a secret. */
export const smtpUrl = (developmentFallback?: string): Setting<string> => ({
  type: url(/^smtps?:$/),
  expected: 'an address that begins with smtp:// or smtps://',
  developmentFallback,
  secret: true,
});

/** A key that both sides hold. The ones that documentation uses as examples are refused. */
export const sharedKey: Setting<string> = {
  type: z
    .string()
    .min(16)
    .refine((value) => !/^(aSampleMasterKey|(your|my)[_-]?master[_-]?key|(.)\3+)$/i.test(value)),
  expected: 'a random key of 16 or more characters (npm run keys makes one)',
  secret: true,
};

export const ed25519PublicKey: Setting<string> = {
  type: z.string().refine(isPublicKey),
  expected: 'an Ed25519 public key as SPKI PEM (npm run keys makes one)',
  secret: true,
};

const BLOCK = /-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g;

/** One key, or several, one after the other, so that a new one can be known before it is used. */
export const ed25519PublicKeys: Setting<string[]> = {
  type: z
    .string()
    .refine((pem) => pem.replaceAll(BLOCK, '').trim() === '')
    .transform((pem) => pem.match(BLOCK) ?? [])
    .refine((blocks) => blocks.length > 0 && blocks.every(isPublicKey)),
  expected: 'Ed25519 public keys as SPKI PEM (npm run keys makes one)',
  secret: true,
};

const isPrivateKey = (pem: string): boolean => {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
};

export const ed25519PrivateKey: Setting<string> = {
  type: z.string().refine(isPrivateKey),
  expected: 'an Ed25519 private key as PKCS#8 PEM (npm run keys makes one)',
  secret: true,
};
