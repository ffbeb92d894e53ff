import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { faultOf } from '../../../kit/log/fault.ts';
import type { Log } from '../../../kit/log/log.ts';
import { WitnessAway, WitnessRefusal, type Witness } from './witness.ts';

const MOST_BODY_BYTES = 64 * 1024;
const SLOWEST_REQUEST_MS = 10_000;

const offered = z.strictObject({
  head: z.string().max(2_000),
  from: z.int().min(0),
  proof: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(64),
});

/**
 * The witness over HTTP. `POST /heads` offers a head: 201 and the receipt, 409 with the code of a refusal. `GET /heads/latest`: the
 * receipt of the latest, or null; `GET /heads`: all, one a line. Whoever reaches it may ask: it believes signatures and proofs alone.
 */
export function witnessServer(witness: Witness, log: Log): FastifyInstance {
  const server = Fastify({
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: SLOWEST_REQUEST_MS,
    forceCloseConnections: 'idle',
  });
  server.removeContentTypeParser('text/plain');
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_, reply) => {
    const ready = await witness.latest().then(
      () => true,
      () => false,
    );
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
  server.get('/heads/latest', async (_, reply) => {
    const latest = await witness.latest();
    return reply.type('application/json').send(JSON.stringify(latest?.receipt ?? null));
  });
  server.get('/heads', async (_, reply) => {
    const all = await witness.all();
    return reply.type('application/x-ndjson').send(all.map(({ receipt }) => `${JSON.stringify(receipt)}\n`).join(''));
  });
  server.post('/heads', async (request, reply) => {
    const { head, from, proof } = offered.parse(request.body);
    const taken = await witness.take(
      head,
      from,
      proof.map((hash) => Buffer.from(hash, 'hex')),
    );
    return reply.code(201).send(taken.receipt);
  });
  server.setErrorHandler<Error & { statusCode?: number }>((error, _, reply) => {
    if (error instanceof WitnessRefusal) {
      if (error.code !== 'MOVED') log.error('refused a head', { code: error.code });
      return reply.code(409).send({ code: error.code, message: error.message });
    }
    const isBad = error instanceof z.ZodError || (error.statusCode ?? 500) < 500;
    if (isBad) {
      const message =
        'Expected JSON with the signed head, from which size its proof begins, and the proof as hashes in hex.';
      return reply.code(400).send({ code: 'BAD_REQUEST', message });
    }
    log.error(error instanceof WitnessAway ? 'the witness cannot read its file' : 'unexpected error', faultOf(error));
    return reply.code(503).send({ code: 'AWAY', message: 'The witness cannot answer for the moment. Try again.' });
  });
  return server;
}
