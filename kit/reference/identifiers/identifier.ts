import { euVatFault, vatPrefixOf } from './eu-vat.ts';
import { isLei } from './lei.ts';
import { isUscc } from './uscc.ts';
import { isVkn } from './vkn.ts';

/**
 * Under which rule a registration of a company is numbered: Turkish tax number; Chinese unified social credit code (GB 32100); VAT number of a
 * member state of the European Union; legal entity identifier (ISO 17442); any other register's number, without a check digit.
 */
export const IDENTIFIER_SCHEMES = ['VKN', 'USCC', 'EU_VAT', 'LEI', 'REGISTRY'] as const;
export type IdentifierScheme = (typeof IDENTIFIER_SCHEMES)[number];

/** A number in the one form that it is kept in, or what of it did not hold. */
export type CheckedIdentifier = { value: string } | { fault: string };

/** The schemes under which companies of a country (ISO 3166-1 alpha-2) are numbered. */
export function schemesOf(country: string): readonly IdentifierScheme[] {
  if (country === 'CN') return ['USCC', 'LEI'];
  if (country === 'TR') return ['VKN', 'REGISTRY', 'LEI'];
  return vatPrefixOf(country) ? ['EU_VAT', 'REGISTRY', 'LEI'] : ['REGISTRY', 'LEI'];
}

/**
 * A number as people write it, with blanks, dashes, dots and small letters, in the form that it is kept in; or, in words for people, which
 * check failed. A VAT number is kept with its prefix, and may come without.
 */
export function checkIdentifier(scheme: IdentifierScheme, written: string, country: string): CheckedIdentifier {
  const known = schemesOf(country);
  if (!known.includes(scheme)) {
    return { fault: `Expected one of ${known.join(', ')} for a company in ${country}, got ${scheme}.` };
  }
  if (written.length > LONGEST) return { fault: `Expected at most ${LONGEST} characters, got ${written.length}.` };
  if (scheme === 'REGISTRY') return registryNumber(written);
  const value = written.replaceAll(/[\s\-‐-―.]/g, '').toUpperCase();
  if (scheme === 'EU_VAT') return vatNumber(value, vatPrefixOf(country)!);
  const { form, shape, holds } = NUMBERS[scheme];
  if (!form.test(value)) return { fault: `Expected ${shape}.` };
  return holds(value) ? { value } : { fault: `The check digit does not hold. Expected ${shape} as it is registered.` };
}

const LONGEST = 40;

const NUMBERS = {
  VKN: { form: /^\d{10}$/, shape: 'a Turkish tax number of ten digits', holds: isVkn },
  USCC: {
    form: /^[0-9A-HJ-NP-RTUW-Y]{18}$/,
    shape: 'a unified social credit code of 18 digits and letters without I, O, S, V and Z',
    holds: isUscc,
  },
  LEI: { form: /^[0-9A-Z]{18}\d{2}$/, shape: 'a legal entity identifier of 20 letters and digits', holds: isLei },
} as const;

function vatNumber(value: string, prefix: string): CheckedIdentifier {
  const number = value.startsWith(prefix) ? value.slice(prefix.length) : value;
  const fault = euVatFault(prefix, number);
  if (fault === null) return { value: prefix + number };
  return {
    fault:
      fault === 'form'
        ? `Expected a VAT number of the form of ${prefix}, with or without ${prefix} before it.`
        : `The check digit does not hold. Expected a VAT number of ${prefix} as it is registered.`,
  };
}

/** Letters and digits of any script, with single blanks and the marks that registers write between them. */
function registryNumber(written: string): CheckedIdentifier {
  const value = written.normalize('NFKC').trim().replaceAll(/ +/g, ' ');
  return /^[\p{L}\p{N}]([\p{L}\p{M}\p{N} ./\-()&]*[\p{L}\p{M}\p{N})])?$/u.test(value)
    ? { value }
    : {
        fault: 'Expected letters and digits, and between them blanks, dots, slashes, hyphens, brackets and ampersands.',
      };
}
