import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactSign, decodeJwt, decodeProtectedHeader } from 'jose';
import { CERTIFICATE_PURPOSE, publishedKeyOf, publishedKeysIn } from '../../../kit/keys/published-key.ts';
import { certifiedErasure } from '../../../test/kit/certified-erasure.ts';
import { presentCertificate } from './certificate.presenter.ts';
import { CertificateRefused, verifyCertificate } from './certificate-verification.ts';
import { summaryOf } from './certificate-summary.ts';
import { Certificates } from './certificates.ts';

const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const newKey = (): string => pemOf(generateKeyPairSync('ed25519').privateKey);
const publicPem = (pem: string): string => createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString();
const certificatesBy = (certificateKey: string) =>
  new Certificates({
    certificateKey,
    publicUrl: 'https://directory.example',
    controller: 'Example Directory',
    now: () => new Date('2026-12-01T10:00:00.500Z'),
  });

const key = newKey();
const certificates = certificatesBy(key);
const keys = async () => publishedKeysIn(JSON.stringify(await certificates.jwks()), CERTIFICATE_PURPOSE);
const issued = async () => (await certificates.issue(certifiedErasure())).document;
const verified = async (document: string) => verifyCertificate(document, await keys());

/** Signed with the right key, whatever it says. */
const signedAs = async (header: object, claims: object | string) => {
  const { kid } = (await certificates.jwks()).keys[0]!;
  const content = typeof claims === 'string' ? claims : JSON.stringify(claims);
  return new CompactSign(Buffer.from(content))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'erasure-certificate+jwt', kid, ...header })
    .sign(createPrivateKey(key));
};

it('says what was done, who says so and since when, to whoever has the public key', async () => {
  const { document, issuedAt } = await certificates.issue(certifiedErasure());
  expect(await verified(document)).toEqual({
    ...certifiedErasure(),
    version: 1,
    iss: 'https://directory.example',
    iat: Date.parse('2026-12-01T10:00:00Z') / 1_000,
    controller: 'Example Directory',
  });
  expect(issuedAt).toEqual(new Date('2026-12-01T10:00:00Z'));
  expect(decodeProtectedHeader(document)).toEqual({
    alg: 'EdDSA',
    typ: 'erasure-certificate+jwt',
    kid: (await keys())[0]!.kid,
  });
});

it('is refused after a change of a sign anywhere in it, every third tried', async () => {
  const document = await issued();
  const other = (sign: string): string => (sign === 'A' ? 'B' : 'A');
  const at = [...document].flatMap((sign, place) => (sign === '.' ? [] : [place]));
  expect(at.length).toBeGreaterThan(500);
  for (const place of at.filter((_, index) => index % 3 === 0)) {
    const changed = document.slice(0, place) + other(document[place]!) + document.slice(place + 1);
    await expect(verified(changed)).rejects.toThrow(CertificateRefused);
  }
  // The last sign of a signature has bits that no decoder reads: another spelling is another document.
  const last = document.at(-1)!;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (const sign of alphabet.replace(last, ''))
    await expect(verified(document.slice(0, -1) + sign)).rejects.toThrow(CertificateRefused);
});

it.each([
  ['nothing', ''],
  ['a word', 'certificate'],
  ['two parts', 'e30.e30'],
  ['JSON', '{"payload":"x"}'],
  ['a header that is none', 'e30x.e30.AA'],
])('is not %s', async (_, document) => {
  await expect(verified(document)).rejects.toThrow('It is no certificate');
});

it('takes no other algorithm: none, or the public key as a shared secret', async () => {
  const [, payload] = (await issued()).split('.');
  const { kid, jwk } = (await keys())[0]!;
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = { typ: 'erasure-certificate+jwt', kid };
  await expect(verified(`${part({ ...header, alg: 'none' })}.${payload}.AA`)).rejects.toThrow('names "none"');
  await expect(verified(`${part({ ...header, alg: 'none' })}.${payload}.`)).rejects.toThrow('no certificate');
  for (const secret of [Buffer.from(publicPem(key)), Buffer.from(jwk.x!, 'base64url')]) {
    const forged = await new CompactSign(Buffer.from(payload!, 'base64url'))
      .setProtectedHeader({ ...header, alg: 'HS256' })
      .sign(secret);
    await expect(verified(forged)).rejects.toThrow('names "HS256"');
  }
});

it('counts by the keys of certificates alone, whatever else is in the key set', async () => {
  const other = newKey();
  const forged = (await certificatesBy(other).issue(certifiedErasure())).document;
  await expect(verified(forged)).rejects.toThrow('It was signed with another key');
  const session = (await publishedKeyOf(other)).jwk;
  const set = JSON.stringify({ keys: [session, ...(await certificates.jwks()).keys] });
  const known = await publishedKeysIn(set, CERTIFICATE_PURPOSE);
  expect(known).toHaveLength(1);
  await expect(verifyCertificate(forged, known)).rejects.toThrow('It was signed with another key');
  // A key is named by what it is, not by what the set calls it.
  const misnamed = { ...(await certificatesBy(newKey()).jwks()).keys[0]!, kid: (await keys())[0]!.kid };
  const wrong = await publishedKeysIn(JSON.stringify({ keys: [misnamed] }), CERTIFICATE_PURPOSE);
  await expect(verifyCertificate(await issued(), wrong)).rejects.toThrow('another key');
});

it('holds after the key was changed, by what was published of the one before', async () => {
  const document = await issued();
  const both = await publishedKeysIn(`${publicPem(newKey())}${publicPem(key)}`, CERTIFICATE_PURPOSE);
  expect(both).toHaveLength(2);
  expect((await verifyCertificate(document, both)).version).toBe(1);
});

it('is no other thing that the directory signs, no other version, and says nothing else', async () => {
  const claims = decodeJwt(await issued());
  expect(await verified(await signedAs({}, claims))).toEqual(claims);
  await expect(verified(await signedAs({ typ: 'at+jwt' }, claims))).rejects.toThrow('It is something else');
  await expect(verified(await signedAs({ jku: 'https://a.example' }, claims))).rejects.toThrow('Its header says more');
  await expect(verified(await signedAs({}, { ...claims, version: 2 }))).rejects.toThrow('It is of version 2');
  await expect(verified(await signedAs({}, { ...claims, name: 'Ayşe' }))).rejects.toThrow('what no certificate says');
  await expect(verified(await signedAs({}, 'null'))).rejects.toThrow('It is of version');
  await expect(verified(await signedAs({}, 'text'))).rejects.toThrow('what no certificate says');
});

it('is not issued where something is left, nor with an address in it', async () => {
  const facts = certifiedErasure();
  const census = { ...facts.census, left: 1 as 0 };
  await expect(certificates.issue({ ...facts, census })).rejects.toThrow('left');
  const residuals = [{ kind: 'RECIPIENT' as const, until: null, reason: 'ayse@example.com did not answer.' }];
  await expect(certificates.issue({ ...facts, residuals })).rejects.toThrow('reason');
  const steps = [{ ...facts.steps[0]!, store: 'ayse@example.com' }];
  await expect(certificates.issue({ ...facts, steps })).rejects.toThrow('store');
  await expect(certificates.issue({ ...facts, subjectRef: 'x' } as never)).rejects.toThrow('subjectRef');
});

it('is told in plain words: what was done where, and what is left until when', async () => {
  const said = summaryOf(await verified(await issued())).join('\n');
  expect(said).toContain('member.accounts: delete document, 1 record (foreseen 1, found 1)');
  expect(said).toContain('Backups, until 2027-01-05: Backups of before the erasure expire then.');
  expect(said).toContain(
    'Somebody who was given data, without a date that can be named: The mail provider has not answered.',
  );
  const whole = await certificates.issue({ ...certifiedErasure(), approvedAt: null, residuals: [] });
  const other = summaryOf(await verified(whole.document)).join('\n');
  expect(other).toContain('Nothing is left.');
  expect(other).toContain('the person’s own cancellation came due');
});

it('is shown with its residuals as dates', async () => {
  const { document, issuedAt } = await certificates.issue(certifiedErasure());
  const { residuals } = certifiedErasure();
  expect(
    presentCertificate({ document, issuedAt, residuals }).residuals.map(({ kind, until }) => [kind, until]),
  ).toEqual([
    ['BACKUP', new Date('2027-01-05T00:00:00Z')],
    ['RECIPIENT', null],
  ]);
});
