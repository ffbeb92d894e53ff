import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../seed/random.ts';
import { categoryTree } from '../../subgraphs/catalog/category/tree/tree.ts';
import { signedIn } from '../members/signing-in.ts';
import { newWord } from './guests.ts';
import type { MailStage } from './mail-stage.ts';
import { share } from './shares.ts';

/** As many searches each as one may keep. */
const SUBSCRIBERS = [
  'owner@demo.example',
  'verifier@staff.example',
  'support@staff.example',
  'administrator@staff.example',
];
/** Fewer than what counts as sudden when they are deleted. */
const PRODUCTS = 100;
const A_SECOND = 2;

const problemOr = (root: string, type: string, fields = '') =>
  `mutation Change($input: ${type}!) { ${root}(input: $input) { __typename ${fields} ... on Problem { message } } }`;
const SAVE = problemOr('saveSearch', 'SaveSearchInput');
const END_ALL = problemOr('endAllSubscriptions', 'EndAllSubscriptionsInput');
const CREATE = problemOr('createProduct', 'CreateProductInput', '... on Product { id }');
const PUBLISH = problemOr('publishProduct', 'PublishProductInput');
const DELETE = problemOr('deleteProduct', 'DeleteProductInput');

/** Products are published of which each is what four searches look for: from the request to the last byte of each mail. */
export async function alerting(stage: MailStage): Promise<Record<string, number>> {
  const { ask, owner, sink, say } = stage;
  const { code: categoryCode } = categoryTree.find(({ level }) => level === 3)!;
  const random = new Random(Date.now());
  const words = Array.from({ length: PRODUCTS }, () => newWord(random));
  const done = async (query: string, input: object, type: string, headers: Record<string, string>) => {
    const [answer] = Object.values(await ask(query, { input }, headers)) as [{ __typename: string; id: string }];
    if (answer.__typename !== type) throw new Error(`Expected ${type}, got ${JSON.stringify(answer)}.`);
    return answer;
  };
  const readers = await Promise.all(SUBSCRIBERS.map(async (email) => ({ email, headers: await signedIn(ask, email) })));
  const endAll = () =>
    Promise.all(
      readers.map(({ headers }) => done(END_ALL, { idempotencyKey: randomUUID() }, 'EndedSubscriptions', headers)),
    );
  await endAll();
  for (const { headers } of readers) {
    for (const query of words) {
      const how = { frequency: 'AT_ONCE', channel: 'MAIL', locale: 'EN', idempotencyKey: randomUUID() };
      await done(SAVE, { query, ...how }, 'AlertSubscription', headers);
    }
  }
  const ids: string[] = [];
  for (const word of words) {
    const name = [{ locale: 'EN', text: `Gate valve ${word}` }];
    ids.push((await done(CREATE, { name, categoryCode, idempotencyKey: randomUUID() }, 'Product', owner)).id);
  }
  const waits: Promise<number>[] = [];
  for (const [index, id] of ids.entries()) {
    const began = Date.now();
    for (const { email } of readers) waits.push(sink.mailTo(email, words[index]!).then(({ at }) => at - began));
    await done(PUBLISH, { id, idempotencyKey: randomUUID() }, 'Product', owner);
    await sleep(Math.max(0, began + 1_000 / A_SECOND - Date.now()));
  }
  const seconds = (await Promise.all(waits)).map((ms) => ms / 1_000);
  const [alertP50Seconds, alertP99Seconds] = [share(seconds, 0.5), share(seconds, 0.99)];
  say(
    `\n${PRODUCTS} products published at ${A_SECOND} a second, ${seconds.length} alerts: p50 ${alertP50Seconds.toFixed(2)} s, p99 ${alertP99Seconds.toFixed(2)} s`,
  );
  await endAll();
  for (const id of ids) await done(DELETE, { id }, 'DeletedProduct', owner);
  return { alertP50Seconds, alertP99Seconds };
}
