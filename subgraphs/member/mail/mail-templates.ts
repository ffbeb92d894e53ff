import { accountExists } from './templates/account-exists.ts';
import type { MailTemplate } from './mail-template.ts';
import { proveEmail } from './templates/prove-email.ts';
import { secondFactorChanged } from './templates/second-factor-changed.ts';
import { tokenReused } from './templates/token-reused.ts';
import { unusualSignIn } from './templates/unusual-sign-in.ts';
import { emailChanged } from './templates/email-changed.ts';
import { loginNameTaken } from './templates/login-name-taken.ts';
import { passwordChanged } from './templates/password-changed.ts';
import { resetPassword } from './templates/reset-password.ts';

/** Every mail that the directory sends to members, by the name under which it waits in the queue. A new one gets a line here. */
export const MAIL_TEMPLATES = {
  accountExists,
  proveEmail,
  secondFactorChanged,
  tokenReused,
  unusualSignIn,
  emailChanged,
  loginNameTaken,
  passwordChanged,
  resetPassword,
} as const;

export type MailTemplateName = keyof typeof MAIL_TEMPLATES;
export type FactsOf<Name extends MailTemplateName> =
  (typeof MAIL_TEMPLATES)[Name] extends MailTemplate<infer Facts> ? Facts : never;
