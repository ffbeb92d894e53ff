import { invalidInput, type InvalidInput } from '../../../kit/graphql/problems.ts';
import { isBlank } from '../../../kit/text/plain-text.ts';
import { passwordFault } from '../password/password-rules.ts';
import { emailFault, emailForm } from '../../../kit/mail/email-address.ts';
import { loginNameFault } from './login-name.ts';

const MOST_NAME = 200;
/** Control signs, and those that turn the direction of what follows. */
const HIDDEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\u2028\u2029\ufeff]|\p{Surrogate}/u;
const TELEPHONE = /^\+[1-9]\d{6,14}$/;
const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** Codes that stand for no country. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'UN', 'ZZ', 'QO', 'XA', 'XB', 'AC', 'CP', 'DG', 'EA', 'IC', 'TA']);

/** A name of a person or company as it is stored: composed, without blanks around it. */
export const nameText = (name: string): string => name.trim().normalize('NFC');

/** A telephone number as it is stored: a plus sign and digits (ITU-T E.164). */
export const telephoneText = (number: string): string => number.replaceAll(/[\s().-]/g, '');

/** Refuses what is no name; null when it is one. */
export function nameFault(field: string, name: string): InvalidInput | null {
  const text = name.length > 10 * MOST_NAME ? '' : nameText(name);
  if (!isBlank(text) && text.length <= MOST_NAME && !HIDDEN.test(text)) return null;
  return invalidInput(field, `Expected 1 to ${MOST_NAME} characters that can be seen, got ${name.length}.`);
}

/** Refuses what is no telephone number; null for one, and for none. */
export function telephoneFault(field: string, number: string | null | undefined): InvalidInput | null {
  if (number == null || (number.length <= 40 && TELEPHONE.test(telephoneText(number)))) return null;
  return invalidInput(field, 'Expected a number in international form, such as +90 532 000 00 00, got another.');
}

/** Refuses what is no country; null for one. */
export function countryFault(field: string, code: string): InvalidInput | null {
  const isOne = /^[A-Z]{2}$/.test(code) && !NO_COUNTRY.has(code) && countries.of(code) !== undefined;
  return isOne ? null : invalidInput(field, 'Expected a country by its two capital letters (ISO 3166-1), such as TR.');
}

/** Refuses what is no address that the directory takes, look-alikes among them. */
export function emailRefusal(field: string, address: string): InvalidInput | null {
  const fault = emailFault(address.length > 1_000 ? '' : emailForm(address));
  return fault === null ? null : invalidInput(field, `Expected ${fault}.`);
}

/** Refuses what is no login name; null for one, and for none. */
export function loginNameRefusal(field: string, name: string | null | undefined): InvalidInput | null {
  const fault = name == null ? null : loginNameFault(name);
  return fault === null ? null : invalidInput(field, `Expected ${fault}.`);
}

/** Refuses what cannot be a password. `own`: what belongs to whoever is to have it. */
export function passwordRefusal(
  field: string,
  password: string,
  own: readonly (string | null | undefined)[],
): InvalidInput | null {
  const fault = passwordFault(password, own);
  return fault === null ? null : invalidInput(field, `Expected ${fault}. Choose another.`);
}
