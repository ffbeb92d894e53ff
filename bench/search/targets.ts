import { globalId } from '../../kit/global-id/global-id.ts';
import { localId } from '../../seed/local-id.ts';
import { Random } from '../../seed/random.ts';
import type { Target } from '../load/job.ts';
import type { DirectJobs } from '../query/direct-jobs.ts';
import { NEWEST_PAGE, PRODUCT_PAGE, SEARCH_PAGE } from '../query/documents.ts';
import { engineTarget, gatewayTarget } from '../query/question.ts';
import { shuffled } from '../query/words.ts';
import type { Sides } from './distinct.ts';
import type { Stage } from './stage.ts';

const PRODUCT_PAGES = 20_000;
const WARM_UP_SECONDS = 3;
/** Pages whose best are ranked, and pages in the engine's order. */
export const RANKED: Sides = { direct: 'ranked-direct', gateway: 'ranked' };
export const NEWEST: Sides = { direct: 'newest-direct', gateway: 'newest' };

/** Searches as they were heard: ranked, and the newest first. */
export interface Heard {
  ranked: DirectJobs;
  newest: DirectJobs;
}

/** Tells the generator whom to ask what, and warms everything up: the sides, `products` and `mixed`. */
export async function giveTargets(
  { deployment, gateway, generator, connections }: Stage,
  { ranked, newest }: Heard,
  products: number,
): Promise<void> {
  const searches = gatewayTarget(gateway.origin, SEARCH_PAGE, ranked.asked);
  const pages = gatewayTarget(gateway.origin, PRODUCT_PAGE, productIds(products));
  const targets: Record<string, Target> = {
    [RANKED.direct]: engineTarget(deployment.servers.meili, ranked.direct),
    [RANKED.gateway]: searches,
    [NEWEST.direct]: engineTarget(deployment.servers.meili, newest.direct),
    [NEWEST.gateway]: gatewayTarget(gateway.origin, NEWEST_PAGE, newest.asked),
    products: pages,
    mixed: { ...searches, jobs: shuffled([...searches.jobs, ...pages.jobs], new Random(7, 4)) },
  };
  for (const [name, target] of Object.entries(targets)) {
    generator.target(name, target);
    await generator.run({ target: name, connections, seconds: WARM_UP_SECONDS, rate: null, order: null });
  }
}

function productIds(products: number): { id: string }[] {
  const numbers = shuffled(
    Array.from({ length: products }, (_, number) => number),
    new Random(7, 3),
  );
  return numbers.slice(0, PRODUCT_PAGES).map((number) => ({ id: globalId('Product', localId('product', number)) }));
}
