import { domainToASCII, domainToUnicode } from 'node:url';

const MOST = 254;
const MOST_LOCAL = 64;
/** RFC 5321 dot-atom, and RFC 6531 for letters beyond ASCII. */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^(?!-)[\p{L}\p{M}\p{N}-]{1,63}(?<!-)$/u;
/** Scripts that go together in one word: Chinese and Japanese are written with several. */
const SCRIPTS: readonly RegExp[] = [
  /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Greek}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Arabic}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Hebrew}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Thai}\p{Script=Common}\p{Script=Inherited}]*$/u,
  /^[\p{Script=Devanagari}\p{Script=Common}\p{Script=Inherited}]*$/u,
];
/** Small letters of Cyrillic and Greek that look like Latin ones: a word of these alone is read as another word. */
const LIKE_LATIN = /^[аеорсухіјѕԁһԛԝӏοανικρτυχ0-9-]+$/u;
/** What nobody sees, letters of phonetics, and a second dot upon a letter that has one. */
const DISGUISED = /\p{Default_Ignorable_Code_Point}|[\u0250-\u02af\u1d00-\u1dbf]|[ij]\u0307/u;
const ASCII = /^\p{ASCII}*$/u;

/**
 * The one form of an address under which it is stored and looked up: composed (NFC), in small letters, without blanks around it, its domain
 * as the network writes it (`xn--…`).
 */
export function emailForm(address: string): string {
  const form = address.trim().normalize('NFC').toLowerCase();
  const at = form.lastIndexOf('@');
  const domain = at < 0 ? '' : domainToASCII(form.slice(at + 1));
  return domain === '' ? form : form.slice(0, at + 1) + domain;
}

/** Whether letters of several scripts stand in one word, as in an address that is to be taken for another. */
export const mixesScripts = (word: string): boolean => !SCRIPTS.some((script) => script.test(word));

/** Why a form is no address that the directory takes, ending the sentence "Expected …"; null when it is one. */
export function emailFault(form: string): string | null {
  const at = form.lastIndexOf('@');
  const [local, domain] = [form.slice(0, at), form.slice(at + 1)];
  if (at < 1 || form.length > MOST || local.length > MOST_LOCAL || !LOCAL.test(local)) return NO_ADDRESS;
  const shown = domainToUnicode(domain);
  const labels = shown.split('.');
  if (shown === '' || labels.length < 2 || !labels.every((label) => LABEL.test(label))) return NO_ADDRESS;
  if (/^\d+$/.test(labels.at(-1)!)) return NO_ADDRESS;
  const words = [...local.split(/[^\p{L}\p{M}\p{N}]+/u), ...labels];
  const isDisguised = DISGUISED.test(local + shown) || local !== local.normalize('NFKC');
  const deceives =
    isDisguised || words.some((word) => mixesScripts(word) || (!ASCII.test(word) && LIKE_LATIN.test(word)));
  return deceives ? LOOK_ALIKE : null;
}

const NO_ADDRESS = 'an e-mail address such as name@company.example';
const LOOK_ALIKE =
  'an e-mail address whose words are each of one script and not look-alikes of Latin letters, because such an address is taken for another';
