const RIGHTS = 'ListBucket on the bucket, and GetObject, PutObject and DeleteObject on what is in it';

/** What the codes of S3 ask of whoever runs the service. */
const TO_DO: Readonly<Record<string, string>> = {
  NoSuchBucket: 'has no such bucket. Make it, or name another',
  InvalidAccessKeyId: 'does not know the access key. Give the id of one that it knows',
  SignatureDoesNotMatch: 'does not take the signature. Give the secret that belongs to the access key, and its region',
  AccessDenied: `refuses the access key. Give it the right to ${RIGHTS}`,
  RequestTimeTooSkewed: 'has another time than this machine. Set both clocks',
  PermanentRedirect: 'has the bucket elsewhere. Give the endpoint of its region',
  AuthorizationHeaderMalformed: 'is of another region. Give the region of the bucket',
};

/** A store of objects did not do what it was asked. The message names the place and the code of S3, never a key or what was sent. */
export class ObjectStoreError extends Error {
  /** A code of S3, of the connection, or `HTTP_<status>`. */
  readonly code: string;

  constructor(place: string, code: string, asked: string, cause?: unknown) {
    super(`${place} ${TO_DO[code] ?? `does not do ${asked}`} (${code}).`, { cause });
    this.name = 'ObjectStoreError';
    this.code = code;
  }
}
