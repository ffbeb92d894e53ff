import type { Server, Socket } from 'node:net';

/**
 * Ends a connection that lasts too long, however busy it looks, and takes only so many from one address: whoever sends a byte now and then keeps
 * nobody out.
 */
export function boundConnections(
  server: Pick<Server, 'on'>,
  { connectionsOfOne, longestMs }: { connectionsOfOne: number; longestMs: number },
): void {
  const counts = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    const timer = setTimeout(() => socket.destroy(), longestMs).unref();
    socket.once('close', () => {
      clearTimeout(timer);
      const left = counts.get(address)! - 1;
      if (left === 0) counts.delete(address);
      else counts.set(address, left);
    });
    if (count > connectionsOfOne) socket.destroy();
  });
}
