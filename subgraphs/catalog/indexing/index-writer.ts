import type { Engine } from '../engine/engine.ts';
import type { IndexedDocument, IndexSource } from './index-source.ts';
import { IndexTasks, TaskFailed } from './index-tasks.ts';

/** Documents on their way: `searchable` settles when the engine has taken them in. */
export interface Handed {
  searchable: Promise<void>;
}

/** Told of a document that the engine cannot take; the index goes on without it. */
export type Quarantine = (index: string, id: string, error: Error) => void;

/** Brings documents of one source into one generation of its index. Everything here may be done twice without harm. */
export class IndexWriter {
  readonly source: IndexSource;
  readonly #engine: Engine;
  readonly #tasks: IndexTasks;

  readonly #quarantine: Quarantine;

  constructor(engine: Engine, source: IndexSource, quarantine: Quarantine) {
    this.source = source;
    this.#quarantine = quarantine;
    this.#engine = engine;
    this.#tasks = new IndexTasks(engine);
  }

  /** Makes a generation ready to be filled: the index with its settings. */
  async create(generation: string): Promise<void> {
    const { taskUid } = await this.#engine.admin.createIndex(generation, { primaryKey: 'id' });
    await this.#tasks.done(taskUid);
    const settings = await this.#engine.admin.index(generation).updateSettings(this.source.settings);
    await this.#tasks.done(settings.taskUid);
  }

  /**
   * Hands the present state of these ids to the engine: what must be found is put, what must not is removed by id. Answers, once
   * it is handed over, with what settles when it is searchable.
   */
  async refresh(generation: string, ids: readonly string[]): Promise<Handed> {
    const documents = await this.source.load(ids);
    const found = new Set(documents.map(({ id }) => id));
    const gone = ids.filter((id) => !found.has(id));
    const removed = gone.length > 0 ? this.#tasks.done(await this.#engine.remove(generation, gone)) : Promise.resolve();
    const put = documents.length > 0 ? (await this.put(generation, documents)).searchable : Promise.resolve();
    return handed(Promise.all([removed, put]));
  }

  async put(generation: string, documents: readonly IndexedDocument[]): Promise<Handed> {
    return handed(this.#takenIn(generation, documents, await this.#engine.put(generation, documents)));
  }

  /** A batch that the engine refuses is tried again in halves, so that one bad document costs itself only. */
  async #takenIn(generation: string, documents: readonly IndexedDocument[], taskUid: number): Promise<void> {
    try {
      await this.#tasks.done(taskUid);
    } catch (error) {
      if (!(error instanceof TaskFailed) || error.lost) throw error;
      const [only] = documents;
      if (documents.length === 1) return this.#quarantine(this.source.name, only!.id, error);
      const middle = documents.length >> 1;
      for (const half of [documents.slice(0, middle), documents.slice(middle)])
        await (
          await this.put(generation, half)
        ).searchable;
    }
  }

  async drop(generation: string): Promise<void> {
    const { taskUid } = await this.#engine.admin.deleteIndex(generation);
    await this.#tasks.done(taskUid);
  }
}

function handed(done: Promise<unknown>): Handed {
  const searchable = done.then(() => undefined);
  searchable.catch(() => undefined);
  return { searchable };
}
