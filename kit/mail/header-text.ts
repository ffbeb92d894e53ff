import { visibleText } from './visible-text.ts';

/**
 * A text that stands in a field of a mail's head: in one line, whatever it held, and never read as an encoded word (RFC 2047) that says
 * something else.
 */
export const headerText = (text: string, most: number): string =>
  [...visibleText(text).replaceAll('=?', '= ?')].slice(0, most).join('');

const ADDRESS = /^[^\s"(),:;<>@[\\\]\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,64}@[\p{L}\p{N}.-]{1,253}$/u;
const MESSAGE_ID = /^<[\w!#$%&'*+./=?^`{|}~-]{1,128}@[\w.-]{1,120}>$/;
const LINK = /^(?:https?:\/\/|mailto:)[\w!#$%&'*+,./:;=?@^`{|}~-]{1,1000}$/;

/** Throw, and show nothing of what came, for what could mean more in a head than it says. */
export const headerAddress = (address: string): string => checked(address, ADDRESS, 'an address of mail');
export const headerMessageId = (id: string): string => checked(id, MESSAGE_ID, 'a Message-ID in brackets');
/** Whether an id that somebody else made can stand in a head of ours. */
export const isHeaderMessageId = (id: string): boolean => MESSAGE_ID.test(id);
export const headerLink = (link: string): string => checked(link, LINK, 'a link in ASCII');

function checked(value: string, form: RegExp, expected: string): string {
  if (form.test(value)) return value;
  throw new Error(`Expected ${expected}, got something else of ${value.length} characters.`);
}
