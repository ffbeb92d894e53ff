import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import type { Job } from '../load/job.ts';

const SEARCHES = /^\/(multi-search|indexes\/[\w-]+\/search)$/;

/** Stands between a directory and its engine, and writes down what is searched for. */
export interface EngineTap {
  url: string;
  /** The searches since they were forgotten last, in their order. */
  heard(): Job['requests'];
  forget(): void;
  stop(): Promise<void>;
}

export async function startEngineTap(engineUrl: string): Promise<EngineTap> {
  const pool = new Pool(engineUrl, { connections: 64 });
  const heard: Job['requests'] = [];
  const server = createServer((request, response) => void pass(request, response, pool, heard));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: () => [...heard],
    forget: () => void (heard.length = 0),
    async stop() {
      server.closeAllConnections();
      server.close();
      await pool.destroy();
    },
  };
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  pool: Pool,
  heard: Job['requests'],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const path = request.url!;
  if (SEARCHES.test(path)) heard.push({ path, body });
  const { authorization = '', 'content-type': type = 'application/json' } = request.headers;
  const answer = await pool.request({
    method: request.method as 'POST',
    path,
    headers: { authorization, 'content-type': type },
    body: body || null,
  });
  response.writeHead(answer.statusCode, { 'content-type': 'application/json' });
  response.end(Buffer.from(await answer.body.arrayBuffer()));
}
