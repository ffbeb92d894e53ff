import { createPublicKey } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyFilesIn, makeKeys } from '../../../kit/keys/key-folder.ts';
import { certifiedErasure } from '../../../test/kit/certified-erasure.ts';
import { startChild } from '../../../test/kit/child.ts';
import { Certificates } from './certificates.ts';

let folder: string;
let document: string;
let certificates: Certificates;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  const { certificateSigningKey } = await makeKeys(join(folder, 'keys'));
  const certificateKey = await readFile(certificateSigningKey, 'utf8');
  const [publicUrl, controller] = ['https://directory.example', 'Example Directory'];
  certificates = new Certificates({ certificateKey, publicUrl, controller });
  document = (await certificates.issue(certifiedErasure())).document;
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

/** What the command says, and its exit code. It is given no address of anything. */
async function verifying(...args: string[]): Promise<[number | null, string]> {
  const env = { PATH: process.env['PATH'], DATA_DIR: folder };
  const child = startChild('subgraphs/privacy/certificate/verify.main.ts', env, args);
  return [await child.ended, child.said()];
}

it('says in plain words what a genuine certificate says, by each form of the key, and ends with 0', async () => {
  const own = await file('own.jws', `${document}\n`);
  const set = await file('keys.json', JSON.stringify(await certificates.jwks()));
  const pem = keyFilesIn(join(folder, 'keys')).certificatePublicKey;
  for (const args of [[own], [own, '--key', set], [own, '--key', pem]]) {
    const [code, said] = await verifying(...args);
    expect(said).toContain('This certificate is genuine');
    expect(said).toContain('member.accounts: delete document, 1 record');
    expect(said).toContain('Backups, until 2027-01-05');
    expect(code).toBe(0);
  }
}, 60_000);

it('ends with 1 for what is not genuine, and with 2 for what it cannot look at, and says why', async () => {
  const own = await file('own.jws', document);
  const [head, payload, signature] = document.split('.');
  const more = Buffer.from(payload!, 'base64url').toString().replace('"keysDestroyed":2', '"keysDestroyed":9');
  const altered = await file('altered.jws', [head, Buffer.from(more).toString('base64url'), signature].join('.'));
  const { auditPublicKey, auditSigningKey } = await makeKeys(join(folder, 'others'));
  expect(createPublicKey(await readFile(auditPublicKey, 'utf8')).asymmetricKeyType).toBe('ed25519');
  for (const [args, code, why] of [
    [[altered], 1, 'NOT GENUINE: It is not what was signed'],
    [[own, '--key', auditPublicKey], 1, 'NOT GENUINE: It was signed with another key'],
    [[auditPublicKey], 1, 'NOT GENUINE: It is no certificate'],
    [[own, '--key', auditSigningKey], 2, 'Expected public keys of certificates'],
    [[join(folder, 'gone.jws')], 2, 'which cannot be read (ENOENT)'],
    [[own, '--key', join(folder, 'gone.pem')], 2, 'which cannot be read (ENOENT)'],
    [[folder], 2, 'which is no file'],
    [[own, '--key', folder], 2, 'which is no file'],
    [[own, '--keys', folder], 2, 'npm run certificate:verify -- FILE [--key FILE]'],
    [[], 2, 'npm run certificate:verify -- FILE [--key FILE]'],
  ] as const) {
    const [ended, said] = await verifying(...args);
    expect(said).toContain(why);
    expect(ended).toBe(code);
  }
}, 120_000);
