import { createHash, createHmac } from 'node:crypto';

/** A request as it came, by what AWS Signature Version 4 signs of it. */
export interface SignedRequest {
  method: string;
  /** Path and query, as they were sent. */
  url: string;
  headers: Readonly<Record<string, string>>;
  /** SHA-256 of the body, as hex. */
  digest: string;
}

export interface SigningKey {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** The signature of a request, as "Signature Calculations for the Authorization Header" of the API reference of Amazon S3 has it. */
export function signatureOf(
  request: SignedRequest,
  names: readonly string[],
  { secretAccessKey, region }: SigningKey,
): string {
  const { pathname, searchParams } = new URL(request.url, 'http://any');
  const query = [...searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).toSorted();
  const headers = names.map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`).join('');
  const canonical = [request.method, pathname, query.join('&'), headers, names.join(';'), request.digest].join('\n');
  const time = request.headers['x-amz-date'] ?? '';
  const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`;
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString('hex');
}

/** The code of S3 for what is wrong with the signature of a request; null: nothing is. */
export function signatureFault(request: SignedRequest, key: SigningKey): string | null {
  const { headers } = request;
  const [, id, day, region, names = '', signature] = AUTHORIZATION.exec(headers['authorization'] ?? '') ?? [];
  if (!signature) return 'AccessDenied';
  if (id !== key.accessKeyId) return 'InvalidAccessKeyId';
  if (region !== key.region) return 'AuthorizationHeaderMalformed';
  const time = headers['x-amz-date'] ?? '';
  const at = Date.parse(time.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
  if (!(Math.abs(Date.now() - at) < 15 * 60_000) || !time.startsWith(day!)) return 'RequestTimeTooSkewed';
  const signed = names.split(';');
  const mustBeSigned = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (!mustBeSigned.every((name) => signed.includes(name))) return 'AccessDenied';
  if (headers['x-amz-content-sha256'] !== request.digest) return 'XAmzContentSHA256Mismatch';
  return signatureOf(request, signed, key) === signature ? null : 'SignatureDoesNotMatch';
}
