import { globalId } from '../../../kit/global-id/global-id.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import type { CannedAnswer } from './canned-answer.record.ts';
import type { InquiryAssignment } from './inquiry-assignment.record.ts';

export const presentAssignment = ({ rules, version }: InquiryAssignment) => ({
  __typename: 'InquiryAssignment' as const,
  rules: rules.map(({ categoryCode, country, accountId }) => ({
    categoryCode,
    country,
    memberId: globalId('CompanyMember', accountId),
  })),
  version,
});

export const presentCanned = ({ _id, locale, title, text, version }: CannedAnswer) => ({
  __typename: 'CannedAnswer' as const,
  id: globalId('CannedAnswer', _id),
  locale: LocaleEnum[locale],
  title,
  text,
  version,
});
