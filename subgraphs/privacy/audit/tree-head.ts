import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { CompactSign, compactVerify } from 'jose';
import { z } from 'zod';
import { Frontier } from '../../../kit/merkle/frontier.ts';

/** What the log says of itself at one size: signed, it is a promise that can be held against it for ever. */
export interface TreeHead {
  /** SHA-256 of the log's public key (SPKI, DER) in hex, as RFC 6962 section 3.2 names a log. */
  log: string;
  /** How many entries there are. */
  size: number;
  /** Root of the Merkle tree over them (RFC 9162) in hex. */
  root: string;
  /** When it was signed, RFC 3339 in UTC. */
  time: string;
}

/** A witness's word that it has seen a head and that it continues all that it saw before. */
export interface TakenHead {
  /** SHA-256 in hex of the signed head. */
  head: string;
  log: string;
  root: string;
  size: number;
  time: string;
}

/** The text is not what its signer signed, or was signed by another, or is no such thing at all. */
export class BadSignature extends Error {
  override name = 'BadSignature';
}

const HASH = z.string().regex(/^[0-9a-f]{64}$/);
const HEAD = z.strictObject({
  log: HASH,
  root: HASH,
  size: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  time: z.iso.datetime(),
});
const TAKEN = HEAD.extend({ head: HASH });

/** The two halves of an Ed25519 key, from the private one as PKCS #8 PEM. */
export function keyPair(privatePem: string): { privateKey: KeyObject; publicKey: KeyObject } {
  const privateKey = createPrivateKey(privatePem);
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

export const logIdOf = (publicKey: KeyObject): string => sha256(publicKey.export({ type: 'spki', format: 'der' }));

export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** A head as a compact JWS (EdDSA) of its canonical JSON. */
export const signHead = ({ log, root, size, time }: TreeHead, key: KeyObject): Promise<string> =>
  sign({ log, root, size, time }, 'audit-head', key);

export const signTaken = ({ head, log, root, size, time }: TakenHead, key: KeyObject): Promise<string> =>
  sign({ head, log, root, size, time }, 'audit-head-taken', key);

/** @throws BadSignature */
export const readHead = (signed: string, key: KeyObject): Promise<TreeHead> => read(signed, 'audit-head', key, HEAD);

/** @throws BadSignature */
export const readTaken = (signed: string, key: KeyObject): Promise<TakenHead> =>
  read(signed, 'audit-head-taken', key, TAKEN);

/** The tree that is kept beside a signed head, by its size and its complete subtrees; null when it is another than was signed. */
export function treeUnder(signed: TreeHead, size: number, nodes: readonly Uint8Array[]): Frontier | null {
  try {
    const tree = new Frontier(size, nodes);
    return size === signed.size && tree.root().toString('hex') === signed.root ? tree : null;
  } catch {
    return null;
  }
}

const sign = (payload: object, typ: string, key: KeyObject): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader({ alg: 'EdDSA', typ }).sign(key);

async function read<T>(signed: string, typ: string, key: KeyObject, shape: z.ZodType<T>): Promise<T> {
  try {
    const { payload, protectedHeader } = await compactVerify(signed, key, { algorithms: ['EdDSA'] });
    if (protectedHeader['typ'] !== typ) throw new Error(`Expected the type ${typ}, got ${protectedHeader['typ']}.`);
    return shape.parse(JSON.parse(Buffer.from(payload).toString()));
  } catch (cause) {
    throw new BadSignature(`Expected a text of type ${typ} with a valid signature, got one that has none.`, { cause });
  }
}
