import { timingSafeEqual } from 'node:crypto';
import type { Keyring } from '../sealing/keyring.ts';

/** Makes addresses that hold for a while, and tells them from others: by keys that every process of an installation has. */
export class SignedAddress {
  readonly #keyring: Pick<Keyring, 'tokensOf'>;
  readonly #purpose: string;
  readonly #now: () => Date;

  /** @param purpose what is signed for one is of no use for another */
  constructor(keyring: Pick<Keyring, 'tokensOf'>, purpose: string, now: () => Date = () => new Date()) {
    this.#keyring = keyring;
    this.#purpose = purpose;
    this.#now = now;
  }

  /** The part of an address that follows `?`, for so many seconds from now. `by`: whom it is made for; null: whoever has it. */
  async query(path: string, seconds: number, by: string | null = null): Promise<string> {
    const until = String(Math.floor(this.#now().getTime() / 1_000) + seconds);
    const [token] = await this.#tokens(path, until, by ?? '');
    return new URLSearchParams({ ...(by !== null && { by }), until, signature: token!.toString('hex') }).toString();
  }

  /** Whether it was signed for this path and still holds. */
  async holds(
    path: string,
    { by = '', until = '', signature = '' }: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    if (!/^\d{1,12}$/.test(until) || !/^[0-9a-f]{32}$/.test(signature)) return false;
    if (Number(until) * 1_000 <= this.#now().getTime()) return false;
    const given = Buffer.from(signature, 'hex');
    return (await this.#tokens(path, until, by)).some((token) => timingSafeEqual(token, given));
  }

  #tokens(path: string, until: string, by: string): Promise<readonly Buffer[]> {
    return this.#keyring.tokensOf(`address.${this.#purpose}`, JSON.stringify([path, until, by]));
  }
}
