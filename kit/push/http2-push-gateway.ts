import { connect, type ClientHttp2Session } from 'node:http2';
import type { PushGateway, PushMessage, PushOutcome, PushPlatform } from './push-gateway.ts';
import { apnsRequest, fcmRequest, type PushRequest } from './push-payloads.ts';

/** Where a platform takes messages, and by what it knows us: the value of the Authorization header, asked for each time, because it ages. */
export interface PushPlace {
  /** Such as `https://fcm.googleapis.com`. */
  origin: string;
  authorization: () => Promise<string> | string;
}

export interface Http2PushOptions {
  fcm: (PushPlace & { project: string }) | null;
  apns: (PushPlace & { topic: string }) | null;
  now?: () => number;
}

interface Answer {
  status: number;
  body: string;
}

const WITHIN_MS = 10_000;
const MOST_ANSWER = 10_000;
/** APNs says it by 410, FCM by 404 with this code. */
const UNREGISTERED = /"(?:UNREGISTERED|Unregistered|BadDeviceToken)"/;

/** Hands messages over by HTTP/2, over one connection to each platform, opened when it is needed. */
export class Http2PushGateway implements PushGateway {
  readonly #options: Http2PushOptions;
  readonly #sessions = new Map<string, ClientHttp2Session>();

  constructor(options: Http2PushOptions) {
    this.#options = options;
  }

  hasWay(platform: PushPlatform): boolean {
    return (platform === 'FCM' ? this.#options.fcm : this.#options.apns) !== null;
  }

  async send(message: PushMessage): Promise<PushOutcome> {
    const [place, request] = this.#asked(message);
    const { status, body } = await this.#exchange(place, request);
    if (status >= 200 && status < 300) return 'SENT';
    if (status === 410 || ((status === 404 || status === 400) && UNREGISTERED.test(body))) return 'GONE';
    throw new Error(`expected ${message.platform} to take it, got status ${status}`);
  }

  async close(): Promise<void> {
    for (const session of this.#sessions.values()) session.close();
    this.#sessions.clear();
  }

  #asked(message: PushMessage): [PushPlace, PushRequest] {
    const { fcm, apns, now = Date.now } = this.#options;
    const { platform } = message;
    if (platform === 'FCM' && fcm) return [fcm, fcmRequest(message, fcm)];
    if (platform === 'APNS' && apns) return [apns, apnsRequest(message, apns, now())];
    throw notConfigured(platform);
  }

  async #exchange({ origin, authorization }: PushPlace, { path, headers, body }: PushRequest): Promise<Answer> {
    const known = await authorization();
    const session = this.#session(origin);
    const stream = session.request({ ':method': 'POST', ':path': path, authorization: known, ...headers });
    const late = setTimeout(() => stream.destroy(new Error('too late')), WITHIN_MS).unref();
    try {
      return await new Promise<Answer>((resolve, reject) => {
        let [status, answer] = [0, ''];
        stream.setEncoding('utf8');
        stream.on('response', (head) => (status = head[':status'] ?? 0));
        stream.on('data', (chunk: string) => (answer = (answer + chunk).slice(0, MOST_ANSWER)));
        stream.on('end', () => resolve({ status, body: answer }));
        stream.on('error', ({ message }) => reject(new Error(`expected an answer of ${origin}: ${message}`)));
        stream.end(body);
      });
    } finally {
      clearTimeout(late);
    }
  }

  #session(origin: string): ClientHttp2Session {
    const known = this.#sessions.get(origin);
    if (known && !known.closed && !known.destroyed) return known;
    const session = connect(origin);
    session.on('error', () => session.destroy());
    session.unref();
    this.#sessions.set(origin, session);
    return session;
  }
}

const notConfigured = (platform: PushPlatform): Error => new Error(`expected a way to ${platform}, got none`);
