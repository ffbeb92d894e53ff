import { domainToASCII } from 'node:url';

/**
 * The form in which addresses are compared: lower case, the domain in ASCII (RFC 5891). Letters that look like others stay others, so an address
 * that only looks like another is not taken for it.
 */
export function mailAddressForm(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 1) return address.normalize('NFC').toLowerCase();
  const domain = address.slice(at + 1).toLowerCase();
  return `${address.slice(0, at).normalize('NFC').toLowerCase()}@${domainToASCII(domain) || domain}`;
}

/** The domain of an address, in ASCII; empty when it has none. */
export const domainOf = (address: string): string => {
  const form = mailAddressForm(address);
  return form.includes('@') ? form.slice(form.lastIndexOf('@') + 1) : '';
};
