import type { FastifyInstance } from 'fastify';
import { sendDoor } from '../subgraph/door.route.ts';
import type { Participant } from './participant.ts';
import { participationDesk } from './participation-desk.ts';
import { MOST_ASKED_BYTES } from './participation-messages.ts';
import { PARTICIPATION_HEADER, type VerifyParticipation } from './participation-statement.ts';
import { PARTICIPATION_PATH } from './participation-ways.ts';

/** A participant over HTTP. The body is read as the text that was signed; a verb without a participant waits for its start. */
export function participationRoute(
  app: FastifyInstance,
  participant: () => Participant | null,
  verify: VerifyParticipation,
): void {
  void app.register((scope, _, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.post<{ Params: { verb: string } }>(
      `${PARTICIPATION_PATH}/:verb`,
      { bodyLimit: MOST_ASKED_BYTES },
      async ({ params, headers, body }, reply) => {
        const made = participant();
        if (!made) return reply.code(503).header('retry-after', '1').send();
        const statement = headers[PARTICIPATION_HEADER] as string | undefined;
        const asked = { verb: params.verb, statement, body: typeof body === 'string' ? body : '' };
        const { status, contentType, body: told } = await participationDesk(made, verify)(asked);
        const answer = { 'content-type': contentType, 'cache-control': 'no-store' };
        return sendDoor(reply, { status, headers: answer, body: told });
      },
    );
    done();
  });
}
