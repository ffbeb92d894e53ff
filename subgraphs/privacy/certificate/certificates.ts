import { createPrivateKey, type KeyObject } from 'node:crypto';
import { CompactSign } from 'jose';
import { CERTIFICATE_PURPOSE, publishedKeyOf, type PublishedKey } from '../../../kit/keys/published-key.ts';
import { CERTIFICATE_VERSION, erasureCertificate, type ErasureFacts } from './erasure-certificate.ts';

/** What the header of a certificate names itself, so that nothing else that we sign passes for one. */
export const CERTIFICATE_TYPE = 'erasure-certificate+jwt';

export interface CertificateParts {
  /** Ed25519, PKCS #8 PEM. */
  certificateKey: string;
  publicUrl: string;
  controller: string;
  now?: () => Date;
}

/** Signs what erasures came to. */
export class Certificates {
  readonly #key: KeyObject;
  readonly #published: Promise<PublishedKey>;
  readonly #parts: CertificateParts;

  constructor(parts: CertificateParts) {
    this.#key = createPrivateKey(parts.certificateKey);
    this.#published = publishedKeyOf(parts.certificateKey, CERTIFICATE_PURPOSE);
    this.#parts = parts;
  }

  /** The certificate as a compact JWS. Throws where the facts are not as declared, or something of a person is left. */
  async issue(facts: ErasureFacts): Promise<{ document: string; issuedAt: Date }> {
    const { publicUrl: iss, controller, now = () => new Date() } = this.#parts;
    const iat = Math.floor(now().getTime() / 1_000);
    const claims = erasureCertificate.parse({ version: CERTIFICATE_VERSION, iss, iat, controller, ...facts });
    const { kid } = await this.#published;
    const document = await new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'EdDSA', typ: CERTIFICATE_TYPE, kid })
      .sign(this.#key);
    return { document, issuedAt: new Date(iat * 1_000) };
  }

  /** What others need to verify them. */
  async jwks(): Promise<{ keys: PublishedKey['jwk'][] }> {
    return { keys: [(await this.#published).jwk] };
  }
}
