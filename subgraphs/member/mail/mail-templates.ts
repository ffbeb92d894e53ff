import { abuseDecided } from './templates/abuse-decided.ts';
import { appealDecided } from './templates/appeal-decided.ts';
import { moderationDecided } from './templates/moderation-decided.ts';
import { claimDecided } from './templates/claim-decided.ts';
import { activityPaused } from './templates/activity-paused.ts';
import { productAlert } from './templates/product-alert.ts';
import { accountExists } from './templates/account-exists.ts';
import { buyerUnreachable } from './templates/buyer-unreachable.ts';
import { inquiryAnswered } from './templates/inquiry-answered.ts';
import { inquiryReceived } from './templates/inquiry-received.ts';
import { invitation } from './templates/invitation.ts';
import { newsletterIssue } from './templates/newsletter-issue.ts';
import { ownershipOffered } from './templates/ownership-offered.ts';
import { subscriptionsMerged } from './templates/subscriptions-merged.ts';
import { proveInquiry } from './templates/prove-inquiry.ts';
import { proveSubscription } from './templates/prove-subscription.ts';
import { proveEmail } from './templates/prove-email.ts';
import { secondFactorChanged } from './templates/second-factor-changed.ts';
import { resumeActivity } from './templates/resume-activity.ts';
import { tokenReused } from './templates/token-reused.ts';
import { unusualSignIn } from './templates/unusual-sign-in.ts';
import { emailChanged } from './templates/email-changed.ts';
import { loginNameTaken } from './templates/login-name-taken.ts';
import { passwordChanged } from './templates/password-changed.ts';
import { resetPassword } from './templates/reset-password.ts';

/** Every mail that the directory sends to members, by the name under which it waits in the queue. A new one gets a line here. */
export const MAIL_TEMPLATES = {
  abuseDecided,
  appealDecided,
  moderationDecided,
  claimDecided,
  accountExists,
  activityPaused,
  proveEmail,
  proveInquiry,
  proveSubscription,
  inquiryReceived,
  inquiryAnswered,
  buyerUnreachable,
  invitation,
  ownershipOffered,
  resumeActivity,
  secondFactorChanged,
  tokenReused,
  unusualSignIn,
  emailChanged,
  loginNameTaken,
  passwordChanged,
  resetPassword,
  productAlert,
  newsletterIssue,
  subscriptionsMerged,
} as const;

export type MailTemplateName = keyof typeof MAIL_TEMPLATES;
