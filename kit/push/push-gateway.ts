export const PUSH_PLATFORMS = ['FCM', 'APNS'] as const;
export type PushPlatform = (typeof PUSH_PLATFORMS)[number];

/** A message that wakes an app. It names things by ids and holds no text: what it is about, the app asks for itself. */
export interface PushMessage {
  platform: PushPlatform;
  /** By which the platform knows the app on the device. */
  token: string;
  /** A later message with the same one takes the place of an earlier one that was not delivered; at most 64 bytes. */
  collapseId: string;
  /** Short names and ids, such as `kind` and `productIds`. */
  ids: Readonly<Record<string, string>>;
}

/** `GONE`: the platform says that the app is not on that device any more; another try is of no use. */
export type PushOutcome = 'SENT' | 'GONE';

/** Hands messages to the platforms. Throws for every other failure, and says nothing of whom it was to. */
export interface PushGateway {
  /** Whether there is a way to a platform; without one nothing is handed over. */
  hasWay(platform: PushPlatform): boolean;
  send(message: PushMessage): Promise<PushOutcome>;
  close(): Promise<void>;
}
