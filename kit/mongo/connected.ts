import type { Connection } from 'mongoose';
import { startedWith } from '../process/started-with.ts';
import { connect } from './connect.ts';

/**
 * Starts something on connections of its own, which live as long as it does. When the start fails nothing stays open, so that
 * it can be tried again.
 */
export async function startConnected<
  const Databases extends readonly [string, ...string[]],
  Started extends { stop(): Promise<void> },
>(
  uri: string,
  databases: Databases,
  start: (connections: { [Index in keyof Databases]: Connection }) => Promise<Started>,
): Promise<Started> {
  const connections = connect(uri, databases);
  const [first] = connections as unknown as [Connection];
  return startedWith(
    () => first.close(),
    async () => {
      await first.asPromise();
      return start(connections);
    },
  );
}
