import { z } from 'zod';
import type { Config } from '../../../kit/config/config.ts';
import type { Setting } from '../../../kit/config/setting.ts';
import type { RegisterParts } from './recipient-register.ts';

/** The address to which a recipient is written about data protection; a blank: the officers pass it on. */
const contact: Setting<string | null> = {
  type: z
    .string()
    .trim()
    .transform((address) => address || null)
    .refine((address) => address === null || z.email().max(254).safeParse(address).success),
  expected: 'an e-mail address',
  fallback: ' ',
};

export const recipientShape = {
  RECIPIENT_MAIL_CONTACT: contact,
  RECIPIENT_FCM_CONTACT: contact,
  RECIPIENT_APNS_CONTACT: contact,
};

/** Whom each recipient wants to be written to, where that is set. */
export function contactsOf(config: Config<typeof recipientShape>): RegisterParts['contacts'] {
  const { RECIPIENT_MAIL_CONTACT: mail, RECIPIENT_FCM_CONTACT: fcm, RECIPIENT_APNS_CONTACT: apns } = config;
  return { ...(mail && { MAIL_PROVIDER: mail }), ...(fcm && { FCM: fcm }), ...(apns && { APNS: apns }) };
}
