import { emailForm } from '../../../kit/mail/email-address.ts';
import { RESET_SECONDS } from './password-changes.ts';
import { PROVABLE_SECONDS } from './email-changes.ts';

/** What whoever asks knows already: the answers say nothing of whether the address has an account. */
export const presentEmailChange = (address: string) => ({
  __typename: 'EmailChange' as const,
  email: emailForm(address),
  provableHours: PROVABLE_SECONDS / 3_600,
});

export const presentResetRequest = (address: string) => ({
  __typename: 'PasswordResetRequest' as const,
  email: emailForm(address),
  usableMinutes: RESET_SECONDS / 60,
});
