import type { Viewer } from '../viewer/viewer.ts';
import type { SignedAddress } from './signed-address.ts';

/** For whom an address was made, and in which session of theirs. */
export type AddressHolder = Pick<Extract<Viewer, { kind: 'account' }>, 'accountId' | 'sessionId'>;

const READABLE_SECONDS = 300;
const HOLDER = /^([0-9a-f]{24})-([0-9a-f]{24})$/;

/** Addresses each for one account, in the session in which it was asked for, some minutes long. */
export class SessionAddress {
  readonly #addresses: SignedAddress;

  constructor(addresses: SignedAddress) {
    this.#addresses = addresses;
  }

  async of(path: string, { accountId, sessionId }: AddressHolder): Promise<string> {
    return `${path}?${await this.#addresses.query(path, READABLE_SECONDS, `${accountId}-${sessionId}`)}`;
  }

  /** Null: it was not made here, or its time is over. */
  async holder(path: string, query: Readonly<Record<string, string>>): Promise<AddressHolder | null> {
    const [, accountId, sessionId] = HOLDER.exec(query['by'] ?? '') ?? [];
    return accountId && sessionId && (await this.#addresses.holds(path, query)) ? { accountId, sessionId } : null;
  }
}
