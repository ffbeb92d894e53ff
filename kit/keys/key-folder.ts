import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The secrets of an installation, one folder for each reader, so that a process is given what it needs and no more. */
export interface KeyFiles {
  /** Ed25519, PKCS #8 PEM, 0600: the gateway signs viewer statements with it. */
  viewerSigningKey: string;
  /** Ed25519, SPKI PEM, 0644: the subgraphs verify them with it. */
  viewerPublicKey: string;
  /** 256 random bits as base64url, 0600: Meilisearch and the catalog. */
  searchMasterKey: string;
}

export const keyFilesIn = (folder: string): KeyFiles => ({
  viewerSigningKey: join(folder, 'gateway', 'viewer-signing-key.pem'),
  viewerPublicKey: join(folder, 'viewer', 'viewer-public-key.pem'),
  searchMasterKey: join(folder, 'search', 'master-key'),
});

/** Makes the files that are absent; what is there stays, but a public key always belongs to the signing key. */
export async function makeKeys(folder: string): Promise<KeyFiles> {
  const files = keyFilesIn(folder);
  await Promise.all(Object.values(files).map((file) => mkdir(dirname(file), { recursive: true })));
  await createUnlessThere(files.searchMasterKey, randomBytes(32).toString('base64url'));
  const { privateKey } = generateKeyPairSync('ed25519');
  await createUnlessThere(files.viewerSigningKey, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const signingKey = createPrivateKey(await readFile(files.viewerSigningKey, 'utf8'));
  const publicKey = createPublicKey(signingKey).export({ type: 'spki', format: 'pem' }).toString();
  if ((await readFile(files.viewerPublicKey, 'utf8').catch(() => '')) !== publicKey) {
    await rename(await draft(files.viewerPublicKey, publicKey, 0o644), files.viewerPublicKey);
  }
  return files;
}

/** The file appears whole, or not at all; whoever comes second keeps what the first one made. */
async function createUnlessThere(file: string, content: string): Promise<void> {
  const written = await draft(file, content, 0o600);
  await link(written, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(written);
}

async function draft(file: string, content: string, mode: number): Promise<string> {
  const path = `${file}.${randomUUID()}`;
  await writeFile(path, content, { mode });
  return path;
}
