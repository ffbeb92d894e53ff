import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../kit/log/log.ts';
import { nothingAtDoor, refusedAtDoor } from '../../kit/subgraph/door.ts';
import { doorRequestOf, sendDoor } from '../../kit/subgraph/door.route.ts';
import type { SubgraphPort } from '../../kit/subgraph/port.ts';
import { anonymous, type Viewer } from '../../kit/viewer/viewer.ts';

export interface FileRouteParts {
  ports: readonly SubgraphPort[];
  sign: (viewer: Viewer) => Promise<string>;
  log: Log;
}

/** Nothing that could climb out of anything, or stand for anything else. */
const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/;

/**
 * `GET` and `HEAD` of images and catalogues at the catalog, of documents and files of inquiries at member, and of exports of personal data at privacy: the address alone says
 * what may be seen, and each use is looked at anew. So a kept copy of what was withdrawn is shown by no cache that asks.
 */
export function fileRoutes(server: FastifyInstance, parts: FileRouteParts): void {
  const pass = async (request: FastifyRequest, reply: FastifyReply, to: string): Promise<FastifyReply> => {
    const asked = doorRequestOf(request, reply);
    const port = parts.ports.find(({ name }) => name === to);
    if (
      !port?.pass ||
      !asked.path
        .slice(1)
        .split('/')
        .every((segment) => SEGMENT.test(segment))
    )
      return sendDoor(reply, nothingAtDoor());
    const statement = await parts.sign(anonymous);
    const answer = await port.pass(asked, { statement, requestId: request.id }).catch((error: Error) => {
      parts.log.error('unexpected error', { requestId: request.id, reason: error.message });
      return FAULT;
    });
    return sendDoor(reply, answer);
  };
  server.route({
    method: ['GET', 'HEAD'],
    url: '/images/:id/:version/:size',
    exposeHeadRoute: false,
    handler: (request, reply) => pass(request, reply, 'catalog'),
  });
  server.route({
    method: ['GET', 'HEAD'],
    url: '/downloads/:id',
    exposeHeadRoute: false,
    handler: (request, reply) => pass(request, reply, 'catalog'),
  });
  server.route({
    method: ['GET', 'HEAD'],
    url: '/documents/:id',
    exposeHeadRoute: false,
    handler: (request, reply) => pass(request, reply, 'member'),
  });
  server.route({
    method: ['GET', 'HEAD'],
    url: '/inquiry-files/:id',
    exposeHeadRoute: false,
    handler: (request, reply) => pass(request, reply, 'member'),
  });
  for (const url of ['/personal-data-exports/:token', '/personal-data-exports/:token/archive', '/schemas/:name'])
    server.route({
      method: ['GET', 'HEAD'],
      url,
      exposeHeadRoute: false,
      handler: (request, reply) => pass(request, reply, 'privacy'),
    });
}

const FAULT = refusedAtDoor(
  500,
  'INTERNAL',
  'INTERNAL',
  'Something went wrong on our side. Try again in a few seconds.',
);
