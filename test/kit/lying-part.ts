import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to a part of the directory that answers some of what it is asked itself, and never asks the part. */
interface LyingPart {
  /** By verb: what it answers, in view of what the part itself answered to other verbs before. */
  lies: Record<string, (answered: ReadonlyMap<string, unknown>) => unknown>;
  /** Begins to listen in front of a port. */
  before(port: number): Promise<number>;
  close(): void;
}

/** Everything that is not lied about is passed on as it is, both ways. */
export function lyingPart(): LyingPart {
  const answered = new Map<string, unknown>();
  let server: Server | undefined;
  const part: LyingPart = {
    lies: {},
    async before(port) {
      const answer = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
        const asked: Buffer[] = [];
        for await (const piece of request) asked.push(piece as Buffer);
        const verb = request.url!.split('/').at(-1)!;
        const lie = part.lies[verb];
        if (lie) {
          response.writeHead(200, { 'content-type': 'application/json' });
          return response.end(JSON.stringify(lie(answered)));
        }
        const {
          host: _,
          connection: __,
          'content-length': ___,
          'transfer-encoding': ____,
          ...headers
        } = request.headers;
        const passed = { method: request.method!, headers: headers as Record<string, string> };
        const body = asked.length > 0 ? { body: Buffer.concat(asked) } : {};
        const told = await fetch(`http://127.0.0.1:${port}${request.url}`, { ...passed, ...body }).catch(() => null);
        if (!told) return response.destroy();
        const bytes = Buffer.from(await told.arrayBuffer());
        const contentType = told.headers.get('content-type') ?? 'application/json';
        if (told.ok && contentType.includes('json')) answered.set(verb, JSON.parse(bytes.toString()));
        response.writeHead(told.status, { 'content-type': contentType });
        return response.end(bytes);
      };
      server = createServer((request, response) => void answer(request, response));
      await once(server.listen(0, '127.0.0.1'), 'listening');
      return (server.address() as AddressInfo).port;
    },
    close() {
      server?.closeAllConnections();
      server?.close();
    },
  };
  return part;
}
