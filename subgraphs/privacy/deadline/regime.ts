/**
 * A law that gives people rights over their data: Law No. 6698 (Turkey), Regulation (EU) 2016/679, and the Personal Information Protection Law of China, with
 * the national standard GB/T 35273 that says how it is carried out.
 */
const REGIMES = ['KVKK', 'GDPR', 'PIPL'] as const;

export type Regime = (typeof REGIMES)[number];

/**
 * Where the GDPR is in force: the member states, those of their regions with a code of their own where Union law applies (TFEU art. 355(1), Åland), and
 * Iceland, Liechtenstein and Norway by the EEA Agreement.
 */
const GDPR_COUNTRIES = new Set(
  (
    'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK ' +
    'AX GF GP MF MQ RE YT IS LI NO'
  ).split(' '),
);

/**
 * By which laws a person of a country is answered, by ISO 3166-1 alpha-2. Where another law applies, or nobody knows which, all of them do: whoever keeps to
 * the earliest is late by none. Hong Kong, Macao and Taiwan have laws of their own.
 */
export function regimesOf({ country }: { country: string | null }): readonly Regime[] {
  if (country === 'TR') return ['KVKK'];
  if (country === 'CN') return ['PIPL'];
  if (country !== null && GDPR_COUNTRIES.has(country)) return ['GDPR'];
  return REGIMES;
}
