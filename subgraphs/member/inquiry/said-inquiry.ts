import { FieldFault, readInput, wordsAt } from '../../../kit/graphql/field-fault.ts';
import type { InvalidInput } from '../../../kit/graphql/problems.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { countryFault, emailRefusal, nameFault, nameText } from '../account/details.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import { MOST_MESSAGE } from './correspondence.ts';
import type { SendInquiryInput } from './send-inquiry.input.ts';

/** An inquiry as it was said, with what it says in the forms that are kept. */
export interface SaidInquiry {
  /** Null: the id is none of a company, or of a product. */
  companyId: string | null;
  productId: string | null;
  aboutProduct: boolean;
  text: string;
  email: string;
  name: string | null;
  country: string | null;
}

/** Reads a message: plain text in lines. Throws FieldFault. */
export const messageText = (message: string): string =>
  wordsAt('message', message, { most: MOST_MESSAGE, lines: true });

/** Reads what was sent; the first thing in it that is not acceptable is a problem. */
export const readInquiry = (input: SendInquiryInput): SaidInquiry | InvalidInput =>
  readInput(() => {
    const { companyId, productId, message, replyTo, name, country } = input;
    const fault =
      emailRefusal('replyTo', replyTo) ??
      (name == null ? null : nameFault('name', name)) ??
      (country == null ? null : countryFault('country', country));
    if (fault) throw new FieldFault(fault.field, fault.message);
    return {
      companyId: localIdOf('Company', companyId),
      productId: productId == null ? null : localIdOf('Product', productId),
      aboutProduct: productId != null,
      text: messageText(message),
      email: emailForm(replyTo),
      name: name == null ? null : nameText(name),
      country: country ?? null,
    };
  });
