import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ed25519PublicKeys } from '../config/setting.ts';

/** The secrets of an installation, one folder for each reader, so that a process is given what it needs and no more. */
export interface KeyFiles {
  /** Ed25519, PKCS #8 PEM, 0600: the gateway signs viewer statements with it. */
  viewerSigningKey: string;
  /** Ed25519, SPKI PEM, 0644: the subgraphs verify them with it. */
  viewerPublicKey: string;
  /** 256 random bits as base64url, 0600: Meilisearch and the catalog. */
  searchMasterKey: string;
  /** Ed25519, PKCS #8 PEM, 0600: the member subgraph signs session tokens with it. */
  sessionSigningKey: string;
  /** Ed25519, SPKI PEM, 0644: the gateway verifies them with it. */
  sessionPublicKey: string;
  /** Ed25519, PKCS #8 PEM, 0600: the privacy subgraph signs the heads of the audit log with it. */
  auditSigningKey: string;
  /** Ed25519, SPKI PEM, 0644: whoever verifies the audit log. */
  auditPublicKey: string;
  /** Ed25519, PKCS #8 PEM, 0600: the privacy subgraph signs with it what it asks of the others. */
  participationSigningKey: string;
  /** Ed25519, SPKI PEM, 0644: the others verify it. */
  participationPublicKey: string;
  /** Ed25519, PKCS #8 PEM, 0600: the privacy subgraph signs certificates with it. Taken away, a new one is made. */
  certificateSigningKey: string;
  /** Ed25519, SPKI PEM, 0644: whoever verifies certificates. The key in force first, then those before it, for ever. */
  certificatePublicKey: string;
  /** Ed25519, PKCS #8 PEM, 0600: the witness of the audit log signs with it what it has seen. */
  witnessSigningKey: string;
  /** Ed25519, SPKI PEM, 0644: whoever verifies what the witness has seen. */
  witnessPublicKey: string;
  /** 256 random bits as base64url, 0600: whoever takes backups wraps their keys with it. */
  backupKey: string;
}

export const keyFilesIn = (folder: string): KeyFiles => ({
  viewerSigningKey: join(folder, 'gateway', 'viewer-signing-key.pem'),
  viewerPublicKey: join(folder, 'viewer', 'viewer-public-key.pem'),
  searchMasterKey: join(folder, 'search', 'master-key'),
  sessionSigningKey: join(folder, 'member', 'session-signing-key.pem'),
  sessionPublicKey: join(folder, 'public', 'session-public-key.pem'),
  auditSigningKey: join(folder, 'audit', 'audit-signing-key.pem'),
  auditPublicKey: join(folder, 'public', 'audit-public-key.pem'),
  participationSigningKey: join(folder, 'privacy', 'participation-signing-key.pem'),
  participationPublicKey: join(folder, 'public', 'participation-public-key.pem'),
  certificateSigningKey: join(folder, 'privacy', 'certificate-signing-key.pem'),
  certificatePublicKey: join(folder, 'public', 'certificate-public-key.pem'),
  witnessSigningKey: join(folder, 'witness', 'witness-signing-key.pem'),
  witnessPublicKey: join(folder, 'public', 'witness-public-key.pem'),
  backupKey: join(folder, 'backup', 'backup-key'),
});

/** Makes the files that are absent; what is there stays, but a public key always belongs to the signing key. */
export async function makeKeys(folder: string): Promise<KeyFiles> {
  const files = keyFilesIn(folder);
  await Promise.all(Object.values(files).map((file) => mkdir(dirname(file), { recursive: true })));
  await createUnlessThere(files.searchMasterKey, randomBytes(32).toString('base64url'));
  await createUnlessThere(files.backupKey, randomBytes(32).toString('base64url'));
  await makePair(files.viewerSigningKey, files.viewerPublicKey);
  await makePair(files.sessionSigningKey, files.sessionPublicKey);
  await makePair(files.auditSigningKey, files.auditPublicKey);
  await makePair(files.participationSigningKey, files.participationPublicKey);
  await makePair(files.certificateSigningKey, files.certificatePublicKey, withEarlier);
  await makePair(files.witnessSigningKey, files.witnessPublicKey);
  return files;
}

/** @param published What the public file holds: of the key in force, and of what is there. */
async function makePair(signingFile: string, publicFile: string, published = onlyThis): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await createUnlessThere(signingFile, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const signingKey = createPrivateKey(await readFile(signingFile, 'utf8'));
  const publicKey = createPublicKey(signingKey).export({ type: 'spki', format: 'pem' }).toString();
  const there = await readFile(publicFile, 'utf8').catch(() => '');
  const wanted = published(publicKey, there);
  if (there !== wanted) await rename(await draft(publicFile, wanted, 0o644), publicFile);
}

const onlyThis = (publicKey: string, _there: string): string => publicKey;

/** What was signed with a key that was in force before is verified for ever. */
function withEarlier(publicKey: string, there: string): string {
  const known = ed25519PublicKeys.type.safeParse(there).data ?? [];
  const earlier = known.filter((key) => key.trim() !== publicKey.trim());
  return [publicKey, ...earlier.map((key) => `${key.trim()}\n`)].join('');
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
