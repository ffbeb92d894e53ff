import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../../../kit/config/config.ts';
import { text } from '../../../kit/config/setting.ts';
import { unreadable } from '../../../kit/files/unreadable.ts';
import { keyFilesIn } from '../../../kit/keys/key-folder.ts';
import { CERTIFICATE_PURPOSE, publishedKeysIn, type PublishedKey } from '../../../kit/keys/published-key.ts';
import { readCommandLine } from '../../../kit/process/command-line.ts';
import { summaryOf } from './certificate-summary.ts';
import { CertificateRefused, verifyCertificate } from './certificate-verification.ts';

/** Verifies a certificate of erasure with nothing but files: no database, no network. Ends with 1 when it is not genuine, with 2 when it could not be looked at. */
const USAGE = 'Expected the file with the certificate: npm run certificate:verify -- FILE [--key FILE]';
const MOST_BYTES = 16 * 1024 * 1024;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function run(): Promise<void> {
  const options = { key: { type: 'string' } } as const;
  const { values, positionals } = readCommandLine({ options, allowPositionals: true }, USAGE);
  const [file, ...others] = positionals;
  if (!file || others.length > 0 || values.key === '') throw new Error(USAGE);
  const { DATA_DIR } = readConfig({ DATA_DIR: text(500, '.data') }, process.env);
  const keyFile = values.key ?? keyFilesIn(join(DATA_DIR, 'keys')).certificatePublicKey;
  const [document, keys] = [await contentOf(file, 'the certificate'), await keysIn(keyFile)];
  for (const line of summaryOf(await verifyCertificate(document.trim(), keys))) say(line);
}

async function contentOf(file: string, what: string): Promise<string> {
  const fault = await unreadable(file);
  if (fault !== null) throw new Error(`Expected ${what} in ${file}, ${fault}.\n${USAGE}`);
  const { size } = await stat(file);
  if (size > MOST_BYTES) throw new Error(`Expected ${what} in ${file}, got a file of ${size} bytes.`);
  return readFile(file, 'utf8');
}

/** Public keys alone verify: whoever is handed a secret one should hear of it. */
async function keysIn(file: string): Promise<PublishedKey[]> {
  const content = await contentOf(file, 'public keys (--key FILE; of a directory they are at /.well-known/jwks.json)');
  const keys = await publishedKeysIn(content, CERTIFICATE_PURPOSE).catch(() => []);
  if (keys.length > 0) return keys;
  throw new Error(
    `Expected public keys of certificates in ${file}: the key set from /.well-known/jwks.json, or Ed25519 keys as SPKI PEM.`,
  );
}

await run().catch((error: Error) => {
  const isRefused = error instanceof CertificateRefused;
  process.stderr.write(`${isRefused ? 'NOT GENUINE: ' : ''}${error.message}\n`);
  process.exitCode = isRefused ? 1 : 2;
});
