import { SessionAddress, type AddressHolder } from '../../../kit/upload/session-address.ts';

/** The addresses of documents: each for one verifier, in the session in which it was asked for. */
export class DocumentAddresses extends SessionAddress {
  ofDocument(id: string, holder: AddressHolder): Promise<string> {
    return this.of(`/documents/${id}`, holder);
  }
}
