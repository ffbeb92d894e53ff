import type { SignedAddress } from '../../../kit/upload/signed-address.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';

type Account = Extract<Viewer, { kind: 'account' }>;
/** For whom an address was made, and in which session of theirs. */
export type Holder = Pick<Account, 'accountId' | 'sessionId'>;

const READABLE_SECONDS = 300;
const HOLDER = /^([0-9a-f]{24})-([0-9a-f]{24})$/;

/** The addresses of documents: each for one verifier, in the session in which it was asked for, some minutes long. */
export class DocumentAddresses {
  readonly #addresses: SignedAddress;

  constructor(addresses: SignedAddress) {
    this.#addresses = addresses;
  }

  async of(id: string, { accountId, sessionId }: Holder): Promise<string> {
    const path = `/documents/${id}`;
    return `${path}?${await this.#addresses.query(path, READABLE_SECONDS, `${accountId}-${sessionId}`)}`;
  }

  /** Null: it was not made here, or its time is over. */
  async holder(path: string, query: Readonly<Record<string, string>>): Promise<Holder | null> {
    const [, accountId, sessionId] = HOLDER.exec(query['by'] ?? '') ?? [];
    return accountId && sessionId && (await this.#addresses.holds(path, query)) ? { accountId, sessionId } : null;
  }
}
