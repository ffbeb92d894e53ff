import { SessionAddress, type AddressHolder } from '../../../kit/upload/session-address.ts';

/** The addresses of files of messages: each for one who takes part, in the session in which it was asked for. */
export class InquiryFileAddresses extends SessionAddress {
  ofFile(messageId: string, place: number, holder: AddressHolder): Promise<string> {
    return this.of(`/inquiry-files/${messageId}-${place}`, holder);
  }
}
