import { compactVerify, decodeProtectedHeader, errors } from 'jose';
import { z } from 'zod';
import type { PublishedKey } from '../../../kit/keys/published-key.ts';
import { CERTIFICATE_TYPE } from './certificates.ts';
import { CERTIFICATE_VERSION, erasureCertificate, type ErasureCertificate } from './erasure-certificate.ts';

/** The document is no certificate that one of the keys signed. The message says why, for whoever was handed it. */
export class CertificateRefused extends Error {
  override name = 'CertificateRefused';
}

const HEADER = z.strictObject({ alg: z.literal('EdDSA'), typ: z.literal(CERTIFICATE_TYPE), kid: z.string() });

/**
 * What a certificate says, once it is certain that one of the keys signed it, byte for byte as it is.
 * @throws CertificateRefused
 */
export async function verifyCertificate(document: string, keys: readonly PublishedKey[]): Promise<ErasureCertificate> {
  const header = headerOf(document);
  const signer = keys.find(({ kid }) => kid === header.kid);
  if (!signer) throw new CertificateRefused(`It was signed with another key (${header.kid}) than was given.`);
  const { payload } = await compactVerify(document, signer.key, { algorithms: ['EdDSA'] }).catch((cause: Error) => {
    throw new CertificateRefused('It is not what was signed: somebody changed it, or another key signed it.', {
      cause,
    });
  });
  return contentOf(jsonOf(Buffer.from(payload).toString()));
}

/** Three parts in the one spelling of base64url that each has, and a header that says what we write into one, and no more. */
function headerOf(document: string): z.infer<typeof HEADER> {
  const parts = document.split('.');
  const isSpelt = (part: string): boolean =>
    part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
  if (parts.length !== 3 || !parts.every(isSpelt))
    throw new CertificateRefused('It is no certificate: expected three parts in base64url with dots between them.');
  const { typ, alg, kid, ...others } = protectedHeader(document);
  if (typ !== CERTIFICATE_TYPE)
    throw new CertificateRefused(`It is something else: expected the type ${CERTIFICATE_TYPE}, got ${shown(typ)}.`);
  if (alg !== 'EdDSA') throw new CertificateRefused(`It is to be signed by EdDSA, and names ${shown(alg)}.`);
  const header = HEADER.safeParse({ typ, alg, kid, ...others });
  if (!header.success) throw new CertificateRefused('Its header says more, or less, than that of a certificate.');
  return header.data;
}

function protectedHeader(document: string): ReturnType<typeof decodeProtectedHeader> {
  try {
    return decodeProtectedHeader(document);
  } catch (cause) {
    throw cause instanceof TypeError || cause instanceof errors.JOSEError
      ? new CertificateRefused('It is no certificate: its header cannot be read.', { cause })
      : cause;
  }
}

function jsonOf(text: string): { version?: unknown } {
  try {
    return (JSON.parse(text) as { version?: unknown } | null) ?? {};
  } catch (cause) {
    throw new CertificateRefused('It was signed and says what no certificate says: it is no JSON.', { cause });
  }
}

function contentOf(content: { version?: unknown }): ErasureCertificate {
  if (content.version !== CERTIFICATE_VERSION)
    throw new CertificateRefused(
      `It is of version ${shown(content.version)}, and this program knows version ${CERTIFICATE_VERSION} alone: take a newer one.`,
    );
  const read = erasureCertificate.safeParse(content);
  if (read.success) return read.data;
  throw new CertificateRefused(
    `It was signed and says what no certificate says (${read.error.issues[0]?.path.join('.')}).`,
  );
}

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 60) ?? 'nothing';
