import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Locale } from '../../kit/text/localized-text.ts';
import { anonymous } from '../../kit/viewer/viewer.ts';
import type { Answers } from '../answer/answers.ts';
import type { Clients } from '../client/clients.ts';
import { LANGUAGE_TAG, localeOf } from '../locale/accept-language.ts';

const END = `mutation End($input: EndSubscriptionByTokenInput!) {
  endSubscriptionByToken(input: $input) { __typename }
}`;
/** `List-Unsubscribe=One-Click`, as a form or in parts. */
const MOST_BYTES = 1_024;
const TOKEN = /^[0-9a-f]{24}[A-Za-z0-9_-]{43}$/;
const POLICY = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const SAID: Readonly<Record<Locale, Record<'ask' | 'end' | 'ended' | 'later', string>>> = {
  TR: {
    ask: 'Bu aboneliği sonlandırmak istiyor musunuz?',
    end: 'Sonlandır',
    ended: 'Abonelik sona erdi.',
    later: 'Şu anda olmuyor. Birazdan yeniden deneyin.',
  },
  ZH: { ask: '要终止此订阅吗？', end: '终止', ended: '订阅已终止。', later: '暂时无法处理，请稍后再试。' },
  EN: {
    ask: 'Do you want to end this subscription?',
    end: 'End it',
    ended: 'The subscription is ended.',
    later: 'This does not work at the moment. Try again in a little while.',
  },
};

type Request = FastifyRequest<{ Params: { token: string }; Querystring: { digest?: string } }>;

/**
 * `POST /unsubscribe/…`: ends a subscription by the token of its mail with one click (RFC 8058), whoever sends it: no cookie and no session is looked at. GET changes
 * nothing, because programs follow links by themselves; it shows a button. Of a token it says nothing: one that is none is answered alike.
 */
export async function unsubscribeRoute(server: FastifyInstance, answers: Answers, clients: Clients): Promise<void> {
  await server.register(async (route) => {
    for (const type of ['application/x-www-form-urlencoded', /^multipart\/form-data/])
      route.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, _body, done) => {
        done(null);
      });
    route.get('/unsubscribe/:token', async (request: Request, reply) => {
      const said = SAID[localeOf(request.headers['accept-language'])];
      return page(request, reply, 200, `<p>${said.ask}</p><form method="post"><button>${said.end}</button></form>`);
    });
    route.post('/unsubscribe/:token', async (request: Request, reply) => {
      const said = SAID[localeOf(request.headers['accept-language'])];
      const isDone = await ended(request, answers, clients);
      return page(request, reply, isDone ? 200 : 503, `<p>${isDone ? said.ended : said.later}</p>`);
    });
  });
}

async function ended(request: Request, answers: Answers, clients: Clients): Promise<boolean> {
  const { params, query, headers, ip, id } = request;
  if (!TOKEN.test(params.token)) return true;
  const input = { token: params.token, digest: query.digest !== undefined };
  const { body } = await answers.answer(
    { query: END, variables: { input } },
    {
      locale: localeOf(headers['accept-language']),
      requestId: id,
      viewer: anonymous,
      readOnly: false,
      client: () => clients.of(ip, headers['user-agent']),
      isInCookies: false,
    },
  );
  return (
    (JSON.parse(body.toString()) as { data?: { endSubscriptionByToken?: object } }).data?.endSubscriptionByToken != null
  );
}

function page(request: FastifyRequest, reply: FastifyReply, status: number, content: string): FastifyReply {
  const language = LANGUAGE_TAG[localeOf(request.headers['accept-language'])];
  return reply
    .code(status)
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': POLICY,
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    })
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>–</title><body>${content}</body></html>`,
    );
}
