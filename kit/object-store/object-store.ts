import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { Agent, request } from 'undici';
import { ObjectStoreError } from './object-store-error.ts';

export interface ObjectPlace {
  /** Such as https://s3.example: the bucket stands in the path. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** How long a call may take, with all its attempts; when absent, as long as a reader waits, and longer for who writes. */
  callMs?: number;
}

type Method = 'GET' | 'PUT' | 'DELETE';
interface Answer {
  status: number;
  bytes: Buffer;
}

const ATTEMPTS = 3;
const PAUSE_MS = 100;
const CONNECT_MS = 2_000;
const CALL_MS: Readonly<Record<Method, number>> = { GET: 2_500, PUT: 10_000, DELETE: 10_000 };
/** More than that is neither an object of ours nor an error of a store. */
const MOST_ANSWER_BYTES = 1024 * 1024;
/** Whoever gets these may ask again: each of our calls may be made twice. */
const PASSING = new Set([429, 500, 502, 503, 504]);
const CODE = /<Code>([A-Za-z]{1,60})<\/Code>/;

/**
 * A bucket of a store that speaks the protocol of S3, asked by its path and with AWS Signature Version 4, which covers the bytes too.
 * Objects are small: each is in memory whole. Every call is tried three times, unless it was refused or its time is over. Throws ObjectStoreError.
 */
export class ObjectStore {
  readonly #place: ObjectPlace;
  readonly #agent = new Agent({ connect: { timeout: CONNECT_MS }, maxResponseSize: MOST_ANSWER_BYTES });

  constructor(place: ObjectPlace) {
    this.#place = place;
  }

  async put(key: string, bytes: Buffer): Promise<void> {
    await this.#expect('PUT', `/${key}`, bytes);
  }

  /** Null: there is none. */
  async get(key: string): Promise<Buffer | null> {
    const answer = await this.#expect('GET', `/${key}`);
    return answer.status === 404 ? null : answer.bytes;
  }

  /** Nothing happens when there is none. */
  async remove(key: string): Promise<void> {
    await this.#expect('DELETE', `/${key}`);
  }

  /** Resolves when the bucket is there and the access key is good for it. */
  async check(): Promise<void> {
    await this.#expect('GET', '/?list-type=2&max-keys=1');
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  async #expect(method: Method, path: string, body?: Buffer): Promise<Answer> {
    const answer = await this.#persistently(method, path, body);
    const { status, bytes } = answer;
    if (status === 200 || status === 204) return answer;
    const code = CODE.exec(bytes.toString('latin1'))?.[1] ?? `HTTP_${status}`;
    // An object that is not there; a bucket that is not there is something else.
    if (status === 404 && method !== 'PUT' && code !== 'NoSuchBucket' && !path.startsWith('/?')) return answer;
    throw new ObjectStoreError(this.#name, code, method);
  }

  async #persistently(method: Method, path: string, body: Buffer | undefined): Promise<Answer> {
    const end = AbortSignal.timeout(this.#place.callMs ?? CALL_MS[method]);
    for (let attempt = 1; ; attempt++) {
      const { answer, error } = await this.#ask(method, path, body, end).then(
        (given) => ({ answer: given, error: null }),
        (broken: Error & { code?: string | number }) => ({ answer: null, error: broken }),
      );
      const isLast = attempt === ATTEMPTS || end.aborted;
      if (answer && (isLast || !PASSING.has(answer.status))) return answer;
      if (!isLast) await sleep(PAUSE_MS * 2 ** attempt * (0.5 + Math.random()));
      else throw new ObjectStoreError(this.#name, codeOf(error), method, error);
    }
  }

  async #ask(method: Method, path: string, body: Buffer | undefined, end: AbortSignal): Promise<Answer> {
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = this.#place;
    const url = `${new URL(endpoint).origin}/${bucket}${path}`;
    const digest = createHash('sha256')
      .update(body ?? '')
      .digest('hex');
    const signed = await new AwsV4Signer({
      method,
      url,
      headers: { 'x-amz-content-sha256': digest },
      service: 's3',
      region,
      accessKeyId,
      secretAccessKey,
    }).sign();
    const { statusCode, body: answer } = await request(signed.url, {
      dispatcher: this.#agent,
      method,
      headers: Object.fromEntries(signed.headers),
      ...(body && { body }),
      signal: end,
    });
    return { status: statusCode, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  get #name(): string {
    return `The object store at ${new URL(this.#place.endpoint).host}, bucket ${this.#place.bucket},`;
  }
}

/** A time-out has a name, and a number for a code. */
const codeOf = (error: (Error & { code?: string | number }) | null): string =>
  typeof error?.code === 'string' ? error.code : (error?.name ?? 'Error');
