import { Pool } from 'undici';
import type { Participant } from './participant.ts';
import { participationDesk, type ParticipationAnswer, type ParticipationWay } from './participation-desk.ts';
import { PARTICIPATION_HEADER, type VerifyParticipation } from './participation-statement.ts';

/** Where a subgraph's own server is asked as a participant; the verb follows. */
export const PARTICIPATION_PATH = '/participation';

/** Few ask, and seldom. */
const CONNECTIONS = 8;
const CONNECT_MS = 1_000;
/** To its first byte, and from byte to byte: it may have to read much until then. */
const ANSWER_MS = 300_000;

/** To a participant in the same process, as soon as it has started. Statements are checked just as over HTTP. */
export const localWay =
  (subgraph: Promise<Taking>, verify: VerifyParticipation): ParticipationWay =>
  async (asked) => {
    const { participant } = await subgraph;
    if (!participant) throw new Error('Expected a subgraph that takes part in the rights of people, got another one.');
    return participationDesk(participant, verify)(asked);
  };

interface Taking {
  participant?: Participant;
}

export interface HttpWay {
  ask: ParticipationWay;
  close(): Promise<void>;
}

/** To a participant in another process. `url`: where that answers GraphQL. Nothing is tried twice here: whoever asks does. */
export function httpWay(url: string, answerMs = ANSWER_MS): HttpWay {
  const pool = new Pool(new URL(url).origin, {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_MS },
    headersTimeout: answerMs,
    bodyTimeout: answerMs,
    keepAliveTimeout: 30_000,
  });
  return {
    async ask({ verb, statement, body }) {
      const response = await pool.request({
        method: 'POST',
        path: `${PARTICIPATION_PATH}/${verb}`,
        headers: { 'content-type': 'application/json', ...(statement && { [PARTICIPATION_HEADER]: statement }) },
        body,
      });
      const contentType = response.headers['content-type'] as ParticipationAnswer['contentType'];
      if (response.statusCode === 200) return { status: 200, contentType, body: response.body };
      await response.body.dump();
      return { status: response.statusCode, contentType, body: '' };
    },
    close: () => pool.destroy(),
  };
}
