import type { PushMessage } from './push-gateway.ts';

/** A request of HTTP/2, ready to be sent. */
export interface PushRequest {
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Seconds in which a message that was not delivered is still of use. */
const OF_USE_SECONDS = 86_400;

/** As Firebase Cloud Messaging takes it (HTTP v1): data alone, which the app shows in its own words. */
export const fcmRequest = (message: PushMessage, { project }: { project: string }): PushRequest => ({
  path: `/v1/projects/${encodeURIComponent(project)}/messages:send`,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    message: {
      token: message.token,
      data: message.ids,
      android: { collapse_key: message.collapseId, priority: 'NORMAL', ttl: `${OF_USE_SECONDS}s` },
    },
  }),
});

/** As the Apple Push Notification service takes it: a notification in the background, for the app to show in its own words. */
export const apnsRequest = (message: PushMessage, { topic }: { topic: string }, now: number): PushRequest => ({
  path: `/3/device/${encodeURIComponent(message.token)}`,
  headers: {
    'content-type': 'application/json',
    'apns-topic': topic,
    'apns-push-type': 'background',
    'apns-priority': '5',
    'apns-collapse-id': message.collapseId,
    'apns-expiration': String(Math.floor(now / 1_000) + OF_USE_SECONDS),
  },
  body: JSON.stringify({ aps: { 'content-available': 1 }, ...message.ids }),
});
