import { globalId } from '../../kit/global-id/global-id.ts';
import { localId } from '../../seed/local-id.ts';
import { Random } from '../../seed/random.ts';
import type { Job } from '../load/job.ts';
import { PRODUCT_PAGE, SEARCH_PAGE } from '../query/documents.ts';
import { engineTarget, gatewayTarget, type Question } from '../query/question.ts';
import { shuffled } from '../query/words.ts';
import type { Stage } from './stage.ts';

const PRODUCT_PAGES = 20_000;
const WARM_UP_SECONDS = 3;

/** Tells the generator whom to ask what, and warms everything up: `gateway`, `direct`, `products` and `mixed`. */
export async function giveTargets(
  { deployment, gateway, generator, connections }: Stage,
  questions: readonly Question[],
  direct: Job[],
  products: number,
): Promise<void> {
  const numbers = shuffled(
    Array.from({ length: products }, (_, number) => number),
    new Random(7, 3),
  ).slice(0, PRODUCT_PAGES);
  const ids = numbers.map((number) => ({ id: globalId('Product', localId('product', number)) }));
  const searches = gatewayTarget(gateway.origin, SEARCH_PAGE, questions);
  const pages = gatewayTarget(gateway.origin, PRODUCT_PAGE, ids);
  generator.target('gateway', searches);
  generator.target('direct', engineTarget(deployment.servers.meili, direct));
  generator.target('products', pages);
  generator.target('mixed', { ...searches, jobs: shuffled([...searches.jobs, ...pages.jobs], new Random(7, 4)) });
  for (const target of ['gateway', 'direct', 'products'])
    await generator.run({ target, connections, seconds: WARM_UP_SECONDS, rate: null, order: null });
}
