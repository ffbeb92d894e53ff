import { createPublicKey } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKeys } from '../../../kit/keys/key-folder.ts';
import { FileWitness } from './file.witness.ts';
import { HttpWitness } from './http.witness.ts';
import { keyPair } from './tree-head.ts';
import type { Witness } from './witness.ts';

/** What the audit log needs beside the database. */
export interface AuditPlace {
  /** Ed25519, PKCS #8 PEM. */
  auditKey: string;
  witness: Witness;
}

/**
 * The keys and the witness of one machine: in `keys` and `witness` of the data folder, made where they are absent. Null: a folder to
 * be thrown away by `leave`.
 */
export async function openAuditPlace(
  dataDir: string | null,
): Promise<AuditPlace & { folder: string; leave(): Promise<void> }> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'trade-directory-audit-')));
  const keys = await makeKeys(join(folder, 'keys'));
  const [auditKey, witnessKey] = await Promise.all(
    [keys.auditSigningKey, keys.witnessSigningKey].map((file) => readFile(file, 'utf8')),
  );
  const logKey = keyPair(auditKey!).publicKey;
  return {
    folder,
    auditKey: auditKey!,
    witness: new FileWitness({ folder: join(folder, 'witness'), witnessKey: witnessKey!, logKey }),
    leave: async () => {
      if (dataDir === null) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A witness as a setting names it: `file:FOLDER`, with its signing key, or where it answers over HTTP, with its public key. */
export function namedWitness(name: string, key: string, auditKey: string): Witness {
  const logKey = keyPair(auditKey).publicKey;
  if (name.startsWith('file:')) return new FileWitness({ folder: name.slice('file:'.length), witnessKey: key, logKey });
  return new HttpWitness({ url: name, witnessKey: createPublicKey(key), logKey });
}
