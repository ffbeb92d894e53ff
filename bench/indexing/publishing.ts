import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { localId } from '../../seed/local-id.ts';
import type { ProductRecord } from '../../subgraphs/catalog/product/product.record.ts';
import type { Deployment, Say } from '../deployment/deployment.ts';
import type { GatewayProcess } from '../deployment/gateway-process.ts';
import type { ProductWriter } from '../deployment/product-writer.ts';
import { spread } from '../report/spread.ts';

const AT_ONCE = 8;
/** Ids beyond those of any seeded market. */
const FIRST_NUMBER = 16_000_000;
const POLL_MS = 15;

export interface Publishing {
  deployment: Deployment;
  gateway: GatewayProcess;
  writer: ProductWriter;
  count: number;
  say: Say;
}

/**
 * From the call of the store that writes a product until a search through the gateway finds it by a word that only it has. The engine
 * is watched directly, so that the watching costs little; what it finds is then asked of the gateway, and that answer counts.
 */
export async function publishing(options: Publishing): Promise<{ publishToSearchableP95Ms: number }> {
  const { deployment, gateway, writer, count, say } = options;
  const samples = await writer.some(AT_ONCE);
  const watch = await Watch.of(deployment, gateway);
  const ids: string[] = [];
  const latencies: number[] = [];
  const publish = async (sample: ProductRecord): Promise<void> => {
    while (ids.length < count) {
      const word = Array.from({ length: 14 }, () => String.fromCharCode(97 + randomInt(26))).join('');
      const _id = localId('product', FIRST_NUMBER + ids.length);
      ids.push(_id);
      const begun = performance.now();
      await writer.put({ ...sample, _id, externalId: word, name: { ...sample.name, en: `${word} ${sample.name.en}` } });
      await watch.untilFound(word);
      latencies.push(performance.now() - begun);
    }
  };
  await Promise.all(samples.map(publish));
  watch.stop();
  await writer.remove(ids);
  const sorted = latencies.toSorted((a, b) => a - b);
  const p95 = sorted[Math.floor(sorted.length * 0.95)]!;
  const { min, median, max } = spread(sorted);
  say(
    `\nPublished to searchable, ${AT_ONCE} at once, ${count} products: p50 ${median.toFixed(0)} · p95 ${p95.toFixed(0)} ms (${min.toFixed(0)}–${max.toFixed(0)})`,
  );
  return { publishToSearchableP95Ms: p95 };
}

/** Looks for all awaited words in one request of the engine, again and again. */
class Watch {
  readonly #pool: Pool;
  readonly #headers: Record<string, string>;
  readonly #index: string;
  readonly #gateway: Pool;
  readonly #awaited = new Map<string, () => void>();
  #stopped = false;

  private constructor(engine: { url: string; masterKey: string }, index: string, gateway: Pool) {
    this.#pool = new Pool(engine.url);
    this.#headers = { authorization: `Bearer ${engine.masterKey}`, 'content-type': 'application/json' };
    this.#index = index;
    this.#gateway = gateway;
    void this.#look();
  }

  static async of({ servers }: Deployment, { origin }: GatewayProcess): Promise<Watch> {
    const gateway = new Pool(origin);
    const { freshness } = await ask(gateway, '');
    return new Watch(servers.meili, freshness.generation, gateway);
  }

  async untilFound(word: string): Promise<void> {
    await new Promise<void>((resolve) => this.#awaited.set(word, resolve));
    while ((await ask(this.#gateway, word)).edges.length === 0) await sleep(POLL_MS);
  }

  stop(): void {
    this.#stopped = true;
    void this.#pool.close();
    void this.#gateway.close();
  }

  async #look(): Promise<void> {
    for (; !this.#stopped; await sleep(POLL_MS)) {
      const words = [...this.#awaited.keys()];
      if (words.length === 0) continue;
      const queries = words.map((q) => ({ indexUid: this.#index, q, limit: 1, attributesToRetrieve: ['id'] }));
      const body = JSON.stringify({ queries });
      const answer = await this.#pool.request({ method: 'POST', path: '/multi-search', headers: this.#headers, body });
      const { results } = (await answer.body.json()) as { results: { hits: unknown[] }[] };
      for (const [number, word] of words.entries()) {
        if (results[number]!.hits.length === 0) continue;
        this.#awaited.get(word)!();
        this.#awaited.delete(word);
      }
    }
  }
}

interface Page {
  edges: unknown[];
  freshness: { generation: string };
}

let asked = 0;

/** A page of another size each time: no answer that was kept. */
async function ask(gateway: Pool, word: string): Promise<Page> {
  const first = 1 + (asked++ % 100);
  const query = `query ($word: String, $first: Int!) { searchProducts(query: $word, first: $first) { edges { node { id } } freshness { generation } } }`;
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const body = JSON.stringify({ query, variables: { word, first } });
  const answer = await gateway.request({ method: 'POST', path: '/graphql', headers, body });
  return ((await answer.body.json()) as { data: { searchProducts: Page } }).data.searchProducts;
}
