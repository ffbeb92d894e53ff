import type { Answer, EvalDocument, EvaluatedSystem } from './evaluated-system.ts';
import { IndexIds } from './index-ids.ts';
import { plainDocument } from './plain-document.ts';
import { throwawayEngine, type ThrowawayEngine } from './throwaway-engine.ts';

const INDEX = 'stock';

/** Meilisearch as it comes: no setting is made, and words are dropped from the end until enough is found. */
export class StockSystem implements EvaluatedSystem {
  readonly name = 'stock';
  readonly #env: NodeJS.ProcessEnv;
  readonly #ids = new IndexIds();
  #engine: ThrowawayEngine | null = null;

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  async load(documents: readonly EvalDocument[]): Promise<void> {
    this.#engine = await throwawayEngine(this.#env);
    await this.#engine.fill(
      INDEX,
      documents.map((document) => ({ id: this.#ids.of(document.id), ...plainDocument(document) })),
    );
  }

  async search(query: string, _locale: string, first: number): Promise<Answer> {
    const [answer] = await this.#engine!.engine.search<{ id: string }>([
      { indexUid: INDEX, q: query, limit: first, matchingStrategy: 'last', attributesToRetrieve: ['id'] },
    ]);
    return { ids: answer!.hits.map(({ id }) => this.#ids.back(id)) };
  }

  async close(): Promise<void> {
    await this.#engine?.close();
  }
}
