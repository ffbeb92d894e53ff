import { Agent, request } from 'undici';
import { KeyError } from '../sealing/key-error.ts';

export interface TransitAddress {
  /** The address of the mount, such as https://kms.example:8200/v1/transit */
  url: string;
  /** Sent as `X-Vault-Token`; empty: none, where something on the way adds it. */
  token: string;
  /** How long one call may take. */
  callMs?: number;
}

export interface TransitAnswer {
  status: number;
  /** What the service gives under `data`. */
  data: Record<string, unknown>;
  /** What it says went wrong. It names keys, never what they are or what was sent. */
  errors: string[];
}

/** Connections that broke before an answer came; each of our calls may be made twice. */
const BROKEN = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);
const MOST_ANSWER_BYTES = 8 * 1024 * 1024;

/** One transit engine over HTTP. Throws KeyError `UNREACHABLE` where there is no answer, a refusal of the token, or a fault of the service. */
export class TransitClient {
  readonly #address: TransitAddress;
  readonly #agent: Agent;

  constructor(address: TransitAddress) {
    this.#address = address;
    this.#agent = new Agent({ connect: { timeout: 2_000 }, maxResponseSize: MOST_ANSWER_BYTES });
  }

  async call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<TransitAnswer> {
    const answer = await this.#ask(method, path, body).catch((error: unknown) => {
      if (!BROKEN.has((error as { code?: string }).code ?? '')) throw this.#unreachable(error);
      return this.#ask(method, path, body).catch((again: unknown) => {
        throw this.#unreachable(again);
      });
    });
    const { status, errors } = answer;
    if (status === 401 || status === 403) {
      throw this.#failure(`refuses ${method} ${path} (${status}). Give its token the right to it`);
    }
    if (status === 429 || status >= 500)
      throw this.#failure(`cannot answer ${method} ${path} (${status}: ${errors.join(', ')})`);
    return answer;
  }

  /** For an answer that is none of those expected. */
  unexpected(method: string, path: string, { status, errors }: TransitAnswer): KeyError {
    return this.#failure(
      `answers ${method} ${path} with ${status}: ${errors.join(', ') || 'not as a transit engine does'}`,
    );
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  async #ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<TransitAnswer> {
    const { url, token, callMs = 5_000 } = this.#address;
    const { statusCode, body: answer } = await request(`${url.replace(/\/$/, '')}/${path}`, {
      dispatcher: this.#agent,
      method,
      headers: { 'content-type': 'application/json', ...(token && { 'x-vault-token': token }) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(callMs),
    });
    const { data, errors } = readAnswer(await answer.text());
    return { status: statusCode, data: data ?? {}, errors: errors ?? [] };
  }

  #unreachable(error: unknown): KeyError {
    const { code, name } = error as { code?: string; name: string };
    return this.#failure(`does not answer (${code ?? name})`, error);
  }

  #failure(what: string, cause?: unknown): KeyError {
    return new KeyError('UNREACHABLE', `The key management service at ${this.#address.url} ${what}.`, [], cause);
  }
}

/** Where the answer is no JSON, it has neither. */
function readAnswer(text: string): { data?: Record<string, unknown> | null; errors?: string[] } {
  try {
    return text ? (JSON.parse(text) as { data?: Record<string, unknown>; errors?: string[] }) : {};
  } catch {
    return {};
  }
}
