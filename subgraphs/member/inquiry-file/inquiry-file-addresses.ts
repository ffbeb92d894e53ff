import type { SignedAddress } from '../../../kit/upload/signed-address.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';

type Holder = Pick<Extract<Viewer, { kind: 'account' }>, 'accountId' | 'sessionId'>;

const READABLE_SECONDS = 300;
const HOLDER = /^([0-9a-f]{24})-([0-9a-f]{24})$/;

/** The addresses of files of messages: each for one who takes part, in the session in which it was asked for, some minutes long. */
export class InquiryFileAddresses {
  readonly #addresses: SignedAddress;

  constructor(addresses: SignedAddress) {
    this.#addresses = addresses;
  }

  async of(messageId: string, place: number, { accountId, sessionId }: Holder): Promise<string> {
    const path = `/inquiry-files/${messageId}-${place}`;
    return `${path}?${await this.#addresses.query(path, READABLE_SECONDS, `${accountId}-${sessionId}`)}`;
  }

  /** Null: it was not made here, or its time is over. */
  async holder(path: string, query: Readonly<Record<string, string>>): Promise<Holder | null> {
    const [, accountId, sessionId] = HOLDER.exec(query['by'] ?? '') ?? [];
    return accountId && sessionId && (await this.#addresses.holds(path, query)) ? { accountId, sessionId } : null;
  }
}
