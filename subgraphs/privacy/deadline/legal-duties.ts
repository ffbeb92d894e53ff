import type { LegalDuty } from './duty.ts';
import { RIGHTS, type Right } from './right.ts';

/** Rights of GDPR art. 15 to 22, for which art. 12(3) sets the time; cancelling an account asks for erasure, too. */
const GDPR_REQUESTS = RIGHTS.filter((right) => right !== 'CONSENT_WITHDRAWAL');
const ENDINGS: readonly Right[] = ['ERASURE', 'ACCOUNT_CANCELLATION'];

/** What the laws demand of an answer to a person, and by when. */
export const LEGAL_DUTIES: readonly LegalDuty[] = [
  {
    regime: 'KVKK',
    rule: 'KVKK_13_2',
    rights: RIGHTS,
    period: { days: 30 },
    extension: null,
    source: 'Law No. 6698 art. 13(2): as soon as possible and at the latest within thirty days.',
  },
  {
    regime: 'KVKK',
    rule: 'DELETION_BY_LAW_12',
    rights: ENDINGS,
    period: { days: 30 },
    extension: null,
    source:
      'By-law on Deletion, Destruction or Anonymisation (OG 30224) art. 12: erased, and the person told, within thirty days.',
  },
  {
    regime: 'KVKK',
    rule: 'IYS_8_3',
    rights: ['CONSENT_WITHDRAWAL'],
    period: { workingDays: 3, of: 'TR' },
    extension: null,
    source:
      'Law No. 6563 art. 8(3), message management system (İYS): no commercial message three business days after a refusal.',
  },
  {
    regime: 'GDPR',
    rule: 'GDPR_12_3',
    rights: GDPR_REQUESTS,
    period: { months: 1 },
    extension: { months: 2 },
    source:
      'Regulation (EU) 2016/679 art. 12(3): within one month; two further months where necessary, told within the first.',
  },
  {
    regime: 'GDPR',
    rule: 'GDPR_17_1',
    rights: ENDINGS,
    period: null,
    instead: 'ANSWER',
    source: 'Regulation (EU) 2016/679 art. 17(1): without undue delay.',
  },
  {
    regime: 'GDPR',
    rule: 'GDPR_7_3',
    rights: ['CONSENT_WITHDRAWAL'],
    period: null,
    instead: 'WITHDRAWAL_AT_ONCE',
    source: 'Regulation (EU) 2016/679 art. 7(3): at any time, as easily as it was given.',
  },
  {
    regime: 'PIPL',
    rule: 'PIPL_50',
    rights: RIGHTS,
    period: null,
    instead: 'ANSWER',
    source: 'Personal Information Protection Law art. 45, 46 and 50: in a timely manner.',
  },
  {
    regime: 'PIPL',
    rule: 'PIPL_47',
    rights: ENDINGS,
    period: null,
    instead: 'ANSWER',
    source: 'Personal Information Protection Law art. 47: on the handler’s own motion, no number.',
  },
  {
    regime: 'PIPL',
    rule: 'PIPL_15',
    rights: ['CONSENT_WITHDRAWAL'],
    period: null,
    instead: 'WITHDRAWAL_AT_ONCE',
    source: 'Personal Information Protection Law art. 15: a convenient way to withdraw, no number.',
  },
  {
    regime: 'PIPL',
    rule: 'GBT_35273_8_7',
    rights: RIGHTS,
    period: { days: 30 },
    extension: null,
    source: 'GB/T 35273-2020 section 8.7 (recommended standard): within thirty days, or what the law sets.',
  },
  {
    regime: 'PIPL',
    rule: 'GBT_35273_8_5',
    rights: ['ACCOUNT_CANCELLATION'],
    period: { workingDays: 15, of: 'CN' },
    extension: null,
    source: 'GB/T 35273-2020 section 8.5 (recommended standard): work by hand at most fifteen working days.',
  },
];
