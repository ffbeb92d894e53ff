import type { AccountRecord } from '../account/account.record.ts';
import { emailForm } from '../../../kit/mail/email-address.ts';
import { PROVABLE_SECONDS } from '../../../kit/proof/provable.ts';

/** What the API shows of a registration: what whoever registers knows. */
export const presentRegistration = (address: string) => ({
  __typename: 'Registration' as const,
  email: emailForm(address),
  provableHours: PROVABLE_SECONDS / 3_600,
});

export const presentProvenEmail = ({ email, loginName }: AccountRecord) => ({
  __typename: 'ProvenEmail' as const,
  email,
  loginName,
});
