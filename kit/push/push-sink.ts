import type { PushGateway, PushMessage } from './push-gateway.ts';

/** A message as somebody who develops reads it. */
export type CaughtPush = PushMessage & { at: string };

/** Takes every message, and sends none on: for development and tests. */
export interface PushSink extends PushGateway {
  /** What it caught, the newest last. */
  pushes(): readonly CaughtPush[];
  /** From now on this token counts as gone. */
  lose(token: string): void;
}

/** Keeps the newest ones. */
export function pushSink(most = 1_000): PushSink {
  const caught: CaughtPush[] = [];
  const lost = new Set<string>();
  return {
    hasWay: () => true,
    async send(message) {
      if (lost.has(message.token)) return 'GONE';
      caught.push({ ...message, at: new Date().toISOString() });
      if (caught.length > most) caught.shift();
      return 'SENT';
    },
    pushes: () => [...caught],
    lose: (token) => void lost.add(token),
    close: async () => undefined,
  };
}
