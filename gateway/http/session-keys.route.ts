import type { FastifyInstance } from 'fastify';
import type { Sessions } from '../session/sessions.ts';

/** `/.well-known/jwks.json`: the public keys by which session tokens are verified (RFC 7517), for five minutes at a time. */
export function sessionKeysRoute(server: FastifyInstance, { published }: Sessions): void {
  server.get('/.well-known/jwks.json', (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=300')
      .type('application/jwk-set+json')
      .send(JSON.stringify(published)),
  );
}
