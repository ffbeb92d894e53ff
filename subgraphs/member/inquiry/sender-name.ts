import type { Locale } from '../../../kit/text/localized-text.ts';

/** The name that a mail about an inquiry is from, in its reader’s language: whoever wrote, by way of us. Null: a buyer who gave no name. */
export const senderName = (name: string | null, locale: Locale): string => WRITTEN[locale](name);

const WRITTEN: Readonly<Record<Locale, (name: string | null) => string>> = {
  TR: (name) => `${name ?? 'Bir alıcı'}, Trade Directory aracılığıyla`,
  ZH: (name) => `${name ?? '采购商'}（经由 Trade Directory）`,
  EN: (name) => `${name ?? 'A buyer'} via Trade Directory`,
};
