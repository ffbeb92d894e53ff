import type { FastifyInstance } from 'fastify';
import { request } from 'undici';

/** What a catcher of mail caught: `{ to, from, subject, text, html, date }` each, the newest last. Throws when it does not answer. */
export type Mailbox = () => Promise<readonly unknown[]>;

const WITHIN_MS = 2_000;

/** `GET /dev/mailbox`: where somebody who develops reads the mails that the directory sent. */
export function mailboxRoute(server: FastifyInstance, mailbox: Mailbox): void {
  server.get('/dev/mailbox', async (_, reply) => reply.header('cache-control', 'no-store').send(await mailbox()));
}

/** The mailbox of a catcher in another process. */
export const mailboxAt =
  (url: string): Mailbox =>
  async () => {
    const { body } = await request(url, { headersTimeout: WITHIN_MS, bodyTimeout: WITHIN_MS });
    return (await body.json()) as unknown[];
  };
