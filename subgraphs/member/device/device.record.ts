import { instant, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { PUSH_PLATFORMS } from '../../../kit/push/push-gateway.ts';
import { LOCALES } from '../../../kit/text/localized-text.ts';

/** How long a device is kept that does not come back. */
export const DEVICE_DAYS = 365;

const aboutHolder = about({
  subject: 'subjectRef',
  purposes: ['alerts'],
  basis: 'contract',
  retention: 'devices',
  since: 'lastUsedAt',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'encrypted',
});
const PLAIN = { protection: 'plain' } as const;
const SECRET = { onExport: 'exclude secret' } as const;

/** A device that is woken for alerts, with or without an account. Whoever has its token has the device; here is the token’s hash alone. */
export const deviceRecord = record({
  collection: 'devices',
  version: 1,
  fields: {
    /** Of the holder of its account, else of nobody else. */
    subjectRef: subjectRef('ANYBODY', aboutHolder('user.unique_id.pseudonymous', PLAIN)),
    /** The account that it was joined to; null: none. */
    accountId: nullable(text(24, aboutHolder('user.unique_id.pseudonymous', PLAIN), '^[0-9a-f]{24}$')),
    platform: oneOf(PUSH_PLATFORMS, aboutHolder('user.device', PLAIN)),
    /** By which the provider knows the app on it. */
    pushToken: text(4_096, aboutHolder('user.device.device_id')),
    /** SHA-256 of the device’s own token, 256 bits of chance. */
    secretHash: text(64, aboutHolder('user.authorization.credentials', { ...PLAIN, ...SECRET }), '^[0-9a-f]{64}$'),
    locale: oneOf(LOCALES, aboutHolder('user.account.settings', PLAIN)),
    timeZone: text(64, aboutHolder('user.account.settings', PLAIN)),
    createdAt: instant(aboutHolder('user.device', PLAIN)),
    lastUsedAt: instant(aboutHolder('user.device', PLAIN)),
  },
  indexes: [{ keys: { accountId: 1 } }, { keys: { subjectRef: 1 } }, { keys: { lastUsedAt: 1 } }],
});

export type DeviceRecord = Recorded<typeof deviceRecord>;
