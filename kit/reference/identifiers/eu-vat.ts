import { isLuhn, isMod11And10, luhnSum, mod97, weighed } from './check-sums.ts';

/** What a VAT number of one member state looks like without its prefix, and how its check digits check the rest. */
interface Rule {
  format: RegExp;
  /** Absent: the form alone is looked at. */
  checks?: (number: string) => boolean;
}

/**
 * VAT identification numbers by the prefix of article 215 of Directive 2006/112/EC (Greece writes EL). Forms as the Commission's VIES
 * states them. Check digits are looked at where the rule is public and was held against another implementation: AT, BE, DE, DK, EE, EL,
 * ES, FI, FR, HR, HU, IT, LU, MT, NL, PL, PT, SE, SI and SK. Of BG, CY, CZ, IE, LT, LV and RO the form alone is.
 */
const RULES: Readonly<Record<string, Rule>> = {
  AT: {
    format: /^U\d{8}$/,
    checks: (number) => (10 - ((luhnSum(number.slice(1, 8), 1) + 4) % 10)) % 10 === Number(number[8]),
  },
  BE: { format: /^[01]\d{9}$/, checks: (number) => 97 - (Number(number.slice(0, 8)) % 97) === Number(number.slice(8)) },
  BG: { format: /^\d{9,10}$/ },
  CY: { format: /^\d{8}[A-Z]$/ },
  CZ: { format: /^\d{8,10}$/ },
  DE: { format: /^[1-9]\d{8}$/, checks: isMod11And10 },
  DK: { format: /^[1-9]\d{7}$/, checks: (number) => weighed(number, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 },
  EE: { format: /^\d{9}$/, checks: (number) => weighed(number, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 },
  EL: {
    format: /^\d{9}$/,
    checks: (number) => (weighed(number, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === Number(number[8]),
  },
  ES: { format: /^(\d{8}[A-Z]|[A-Z]\d{7}[0-9A-Z])$/, checks: isSpanish },
  FI: { format: /^\d{8}$/, checks: (number) => weighed(number, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0 },
  FR: { format: /^[0-9A-HJ-NP-Z]{2}\d{9}$/, checks: isFrench },
  HR: { format: /^\d{11}$/, checks: isMod11And10 },
  HU: { format: /^\d{8}$/, checks: (number) => weighed(number, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0 },
  IE: { format: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/ },
  IT: { format: /^\d{11}$/, checks: isItalian },
  LT: { format: /^(\d{9}|\d{12})$/ },
  LU: { format: /^\d{8}$/, checks: (number) => Number(number.slice(0, 6)) % 89 === Number(number.slice(6)) },
  LV: { format: /^\d{11}$/ },
  MT: { format: /^[1-9]\d{7}$/, checks: (number) => weighedWithPair(number, [3, 4, 6, 7, 8, 9]) % 37 === 0 },
  NL: { format: /^\d{9}B\d{2}$/, checks: (number) => isDutch(number) },
  PL: {
    format: /^\d{10}$/,
    checks: (number) => weighed(number, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(number[9]),
  },
  PT: {
    format: /^[1-9]\d{8}$/,
    checks: (number) => ((11 - (weighed(number, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10 === Number(number[8]),
  },
  RO: { format: /^[1-9]\d{1,9}$/ },
  SE: { format: /^\d{10}(0[1-9]|[1-8]\d|9[0-4])$/, checks: (number) => isLuhn(number.slice(0, 10)) },
  SI: {
    format: /^[1-9]\d{7}$/,
    checks: (number) => {
      const digit = 11 - (weighed(number, [8, 7, 6, 5, 4, 3, 2]) % 11);
      return digit !== 11 && digit % 10 === Number(number[7]);
    },
  },
  SK: { format: /^[1-9]\d[2-47-9]\d{7}$/, checks: (number) => Number(number) % 11 === 0 },
};

/** The prefix under which companies of a country (ISO 3166-1 alpha-2) have a VAT number; null outside the European Union. */
export function vatPrefixOf(country: string): string | null {
  const prefix = country === 'GR' ? 'EL' : country;
  return Object.hasOwn(RULES, prefix) && country !== 'EL' ? prefix : null;
}

/** What is wrong with a VAT number without its prefix: its form, or its check digits. Null: nothing. Expects a prefix of `vatPrefixOf`. */
export function euVatFault(prefix: string, number: string): 'form' | 'check digit' | null {
  const { format, checks } = RULES[prefix]!;
  if (!format.test(number)) return 'form';
  return !checks || checks(number) ? null : 'check digit';
}

/** Prefix, letter or digit of the key, and SIREN (Luhn). Two forms of key: digits (modulo 97), and one with letters (modulo 11). */
function isFrench(number: string): boolean {
  const [key, siren] = [number.slice(0, 2), number.slice(2)];
  // Numbers of Monaco begin so, and are no SIREN.
  if (!siren.startsWith('000') && !isLuhn(siren)) return false;
  if (/^\d{2}$/.test(key)) return (12 + 3 * (Number(siren) % 97)) % 97 === Number(key);
  const letters = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  const [first, second] = [letters.indexOf(key[0]!), letters.indexOf(key[1]!)];
  const sum = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(siren) + 1 + Math.floor(sum / 11)) % 11 === sum % 11;
}

/** Luhn over all, with the office that gave it (digits 8 to 10) among those that exist. */
function isItalian(number: string): boolean {
  const office = Number(number.slice(7, 10));
  const known = (office >= 1 && office <= 100) || [120, 121, 888, 999].includes(office);
  return known && !number.startsWith('0000000') && isLuhn(number);
}

/** Until 2019 the citizen number's check digit (modulo 11); since then also numbers that ISO 7064 MOD 97-10 checks with the prefix. */
const isDutch = (number: string): boolean =>
  weighed(number, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 === Number(number[8]) || mod97(`NL${number}`) === 1;

/** DNI and NIE: a letter by modulo 23; a legal entity's: a digit, or the letter that stands for it (Orden EHA/451/2008). */
function isSpanish(number: string): boolean {
  const last = number[8]!;
  const dni = (digits: string): boolean => 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23] === last;
  const first = number[0]!;
  if (/\d/.test(first)) return dni(number.slice(0, 8));
  if ('XYZ'.includes(first)) return dni(`${'XYZ'.indexOf(first)}${number.slice(1, 8)}`);
  if ('KLM'.includes(first)) return dni(number.slice(1, 8));
  if (!'ABCDEFGHJNPQRSUVW'.includes(first)) return false;
  const digit = (10 - (luhnSum(number.slice(1, 8), 0) % 10)) % 10;
  return last === String(digit) || last === 'JABCDEFGHI'[digit];
}

/** Six weighed digits, and the number that the last two are. */
const weighedWithPair = (digits: string, weights: readonly number[]): number =>
  weighed(digits, weights) + Number(digits.slice(6));
