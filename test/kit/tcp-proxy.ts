import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What happens to a connection: passed on, reset, swallowed, or cut after so many bytes of the answer. */
export type Fault = 'pass' | 'reset' | 'swallow' | { cutAfter: number };

/** A way to a TCP server on 127.0.0.1 that breaks when told: each new connection takes the next fault, then all pass. */
export class TcpProxy {
  readonly faults: Fault[] = [];
  /** Connections accepted so far. */
  accepted = 0;
  readonly #open = new Set<Socket>();
  readonly #target: number;
  #server: Server | undefined;

  constructor(target: number) {
    this.#target = target;
  }

  async listen(port = 0): Promise<number> {
    this.#server = createServer((socket) => this.#take(socket));
    await once(this.#server.listen(port, '127.0.0.1'), 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    if (this.#server?.listening) await once(this.#server.close(), 'close');
  }

  #take(client: Socket): void {
    this.accepted++;
    this.#keep(client);
    const fault = this.faults.shift() ?? 'pass';
    if (fault === 'reset') return void client.once('data', () => client.resetAndDestroy());
    if (fault === 'swallow') return void client.resume();
    const server = connect(this.#target, '127.0.0.1');
    this.#keep(server);
    client.pipe(server);
    client.on('close', () => server.destroy());
    if (fault === 'pass') {
      server.pipe(client).on('close', () => server.destroy());
      server.on('close', () => client.destroy());
      return;
    }
    let left = fault.cutAfter;
    server.on('data', (bytes) => {
      client.write(bytes.subarray(0, left));
      left -= bytes.length;
      if (left <= 0) client.end();
    });
  }

  #keep(socket: Socket): void {
    this.#open.add(socket);
    socket.on('error', () => undefined).on('close', () => this.#open.delete(socket));
  }
}
