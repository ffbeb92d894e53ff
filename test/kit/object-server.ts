import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ObjectPlace } from '../../kit/object-store/object-store.ts';
import { signatureFault } from './aws-signature.ts';

/** A store of objects over HTTP as far as the directory uses one: one bucket, by its path; it verifies every signature. */
export interface ObjectServer {
  place: ObjectPlace;
  objects: Map<string, Buffer>;
  /** Requests so far, such as `PUT pictures/1`, and with what they were answered. */
  asked: { what: string; status: number }[];
  /** Answers the next requests with these, in this order, instead of doing them; 0: breaks the connection. */
  trouble: number[];
  /** Whether the bucket is there. */
  has: boolean;
  /** While true requests are taken and never answered. */
  silent: boolean;
  stop(): Promise<void>;
}

const KEY = { accessKeyId: 'TESTKEYID', secretAccessKey: 'a/test+secret=of=no=use', region: 'test-region-1' };

export async function startObjectServer(bucket = 'test-bucket'): Promise<ObjectServer> {
  const http = createServer((request, response) => void take(request, response));
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const endpoint = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const server: ObjectServer = {
    place: { endpoint, bucket, ...KEY },
    objects: new Map(),
    asked: [],
    trouble: [],
    has: true,
    silent: false,
    async stop() {
      http.close();
      http.closeAllConnections();
    },
  };

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const [path = '', query] = request.url!.split('?');
    const key = path.slice(`/${bucket}/`.length);
    const trouble = server.trouble.shift();
    const { status, code, bytes } =
      trouble === undefined
        ? done(request, path, key, query, Buffer.concat(parts))
        : { status: trouble, code: 'SlowDown' };
    server.asked.push({ what: `${request.method} ${key}`, status });
    if (server.silent) return;
    if (status === 0) return void request.socket.destroy();
    response.writeHead(status).end(code ? `<?xml version="1.0"?><Error><Code>${code}</Code></Error>` : bytes);
  }

  function done(request: IncomingMessage, path: string, key: string, query: string | undefined, body: Buffer): Answer {
    const { method = '', url = '' } = request;
    const headers = request.headers as Record<string, string>;
    const digest = createHash('sha256').update(body).digest('hex');
    const fault = signatureFault({ method, url, headers, digest }, KEY);
    if (fault) return { status: 403, code: fault };
    if (!server.has || !path.startsWith(`/${bucket}/`)) return { status: 404, code: 'NoSuchBucket' };
    if (key === '') return query?.startsWith('list-type=2') ? { status: 200 } : { status: 400, code: 'InvalidRequest' };
    const found = server.objects.get(key);
    if (method === 'PUT') server.objects.set(key, body);
    if (method === 'DELETE') server.objects.delete(key);
    if (method === 'GET' || method === 'HEAD')
      return found ? { status: 200, bytes: found } : { status: 404, code: 'NoSuchKey' };
    return { status: method === 'DELETE' ? 204 : 200 };
  }
  return server;
}

interface Answer {
  status: number;
  code?: string;
  bytes?: Buffer;
}
