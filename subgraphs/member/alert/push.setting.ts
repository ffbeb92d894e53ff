import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import type { Config } from '../../../kit/config/config.ts';
import { httpUrl, type Setting } from '../../../kit/config/setting.ts';
import { apnsAuthorization } from '../../../kit/push/apns-authorization.ts';
import { fcmAuthorization, type FcmAccount } from '../../../kit/push/fcm-authorization.ts';
import { Http2PushGateway } from '../../../kit/push/http2-push-gateway.ts';

/** What may be absent: a blank stands for that. */
const optional = <T>(type: z.ZodType<T, string>, expected: string, secret = false): Setting<T | null> => ({
  type: z.string().transform((value, context) => {
    if (value.trim() === '') return null;
    const read = type.safeParse(value);
    return read.success ? read.data : (context.addIssue('other'), z.NEVER);
  }),
  expected,
  fallback: ' ',
  secret,
});

const isKey = (pem: string, kind: 'rsa' | 'ec'): boolean => {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    return asymmetricKeyType === kind && (kind === 'rsa' || asymmetricKeyDetails?.namedCurve === 'prime256v1');
  } catch {
    return false;
  }
};

const serviceAccount = z
  .string()
  .transform((value, context) => {
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return (context.addIssue({ code: 'custom', message: 'no JSON' }), z.NEVER);
    }
  })
  .pipe(
    z.object({
      project_id: z.string().regex(/^[a-z0-9:.-]{1,100}$/),
      client_email: z.string().min(3).max(320),
      private_key: z.string().refine((pem) => isKey(pem, 'rsa')),
      // Without TLS in one's own machine alone.
      token_uri: z.string().regex(/^(https:\/\/|http:\/\/127\.0\.0\.1:)/),
    }),
  )
  .transform((file): FcmAccount & { project: string } => ({
    project: file.project_id,
    clientEmail: file.client_email,
    privateKey: file.private_key,
    tokenUri: file.token_uri,
  }));

const tenSigns = z.string().regex(/^[A-Z0-9]{10}$/);

export const pushShape = {
  FCM_URL: { ...httpUrl(), fallback: 'https://fcm.googleapis.com' },
  FCM_SERVICE_ACCOUNT: optional(
    serviceAccount,
    'the JSON of a service account, with project_id, client_email, private_key and token_uri',
    true,
  ),
  APNS_URL: { ...httpUrl(), fallback: 'https://api.push.apple.com' },
  APNS_KEY: optional(
    z.string().refine((pem) => isKey(pem, 'ec')),
    'a P-256 private key as PKCS #8 PEM',
    true,
  ),
  APNS_KEY_ID: optional(tenSigns, 'ten capital letters and digits'),
  APNS_TEAM_ID: optional(tenSigns, 'ten capital letters and digits'),
  APNS_TOPIC: optional(z.string().regex(/^[A-Za-z0-9.-]{1,200}$/), 'the bundle id of the app'),
};

/** The way to both platforms; to one that nothing is said of, there is none. Throws when APNs is said of by half. */
export function pushGatewayOf(config: Config<typeof pushShape>, now?: () => number): Http2PushGateway {
  const { FCM_SERVICE_ACCOUNT: account, APNS_KEY: key, APNS_KEY_ID: keyId, APNS_TEAM_ID: teamId } = config;
  const { FCM_URL, APNS_URL, APNS_TOPIC: topic } = config;
  const given = [key, keyId, teamId, topic].filter((one) => one !== null).length;
  if (given !== 0 && given !== 4)
    throw new Error(
      `Expected APNS_KEY, APNS_KEY_ID, APNS_TEAM_ID and APNS_TOPIC, or none of them, got ${given} of the four.`,
    );
  return new Http2PushGateway({
    fcm: account && { origin: FCM_URL, authorization: fcmAuthorization(account, now), project: account.project },
    apns:
      key && keyId && teamId && topic
        ? { origin: APNS_URL, authorization: apnsAuthorization({ key, keyId, teamId }, now), topic }
        : null,
    ...(now && { now }),
  });
}
