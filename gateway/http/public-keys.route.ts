import type { FastifyInstance } from 'fastify';
import type { JWK } from 'jose';

/**
 * `/.well-known/jwks.json`: the public keys by which session tokens and certificates are verified (RFC 7517), for five minutes at a time. A
 * key that is for something else than sessions says so by `purpose`.
 */
export function publicKeysRoute(server: FastifyInstance, keys: readonly JWK[]): void {
  server.get('/.well-known/jwks.json', (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=300')
      .type('application/jwk-set+json')
      .send(JSON.stringify({ keys })),
  );
}
