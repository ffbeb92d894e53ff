import { EngineFailure, type Engine } from '../engine/engine.ts';
import type { IndexedDocument, IndexSource } from './index-source.ts';
import { IndexTasks, TaskFailed } from './index-tasks.ts';

/** Documents on their way: `searchable` settles when the engine has taken them in. */
export interface Handed {
  searchable: Promise<void>;
}

/** Told of a document that the engine cannot take; the index goes on without it. */
export type Quarantine = (index: string, id: string, error: Error) => void;

/** Whether the writer still has the right to write; asked just before documents are handed over. */
export type Right = () => boolean;

/** The right to write was lost after the documents were read: they are not handed over. */
class RightLost extends Error {
  override name = 'RightLost';
}

/**
 * Brings documents of one source into a generation of its index. Everything here may be done twice without harm. What is read
 * first is handed over first, also when batches are refused and tried again, so that no older state follows a newer one.
 */
export class IndexWriter {
  readonly source: IndexSource;
  readonly #engine: Engine;
  readonly #tasks: IndexTasks;
  readonly #quarantine: Quarantine;
  #turn: Promise<unknown> = Promise.resolve();
  /** Told of the ids of changed documents that the engine has taken in, or may have. */
  onTakenIn: (ids: readonly string[]) => void = () => undefined;

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
  refresh(generation: string, ids: readonly string[], mayWrite: Right = () => true): Promise<Handed> {
    return this.#inTurn(async () => {
      const documents = await this.source.load(ids);
      const found = new Set(documents.map(({ id }) => id));
      const gone = ids.filter((id) => !found.has(id));
      if (!mayWrite()) throw new RightLost(`Another process writes to ${generation} now.`);
      const removed = gone.length > 0 ? [handed(this.#tasks.done(await this.#engine.remove(generation, gone)))] : [];
      const put = documents.length > 0 ? [await this.#hand(generation, documents, mayWrite)] : [];
      const all = together([...removed, ...put]);
      const tell = () => this.onTakenIn(ids);
      all.searchable.then(tell, tell);
      return all;
    });
  }

  /** Hands over documents as they are: for a generation that nobody else writes to yet. */
  put(generation: string, documents: readonly IndexedDocument[]): Promise<Handed> {
    return this.#inTurn(() => this.#hand(generation, documents, () => true));
  }

  /** Whether the engine has this generation. */
  exists(generation: string): Promise<boolean> {
    return this.#engine.admin.getRawIndex(generation).then(
      () => true,
      (error: { cause?: { code?: string } }) => {
        if (error.cause?.code === 'index_not_found') return false;
        throw error;
      },
    );
  }

  /** Removes a generation as a whole. */
  drop(generation: string): Promise<void> {
    return this.#engine.admin.deleteIndex(generation).then(({ taskUid }) => this.#tasks.done(taskUid));
  }

  /** A batch that the engine refuses is tried again in halves, so that one bad document costs itself only. */
  async #hand(generation: string, documents: readonly IndexedDocument[], mayWrite: Right): Promise<Handed> {
    if (documents.length === 0) return together([]);
    try {
      const taskUid = await this.#engine.put(generation, documents);
      return handed(this.#takenIn(generation, documents, taskUid, mayWrite));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const halves = this.#halves(documents, error);
      return together([
        await this.#hand(generation, halves[0], mayWrite),
        await this.#hand(generation, halves[1], mayWrite),
      ]);
    }
  }

  async #takenIn(
    generation: string,
    documents: readonly IndexedDocument[],
    taskUid: number,
    mayWrite: Right,
  ): Promise<void> {
    try {
      await this.#tasks.done(taskUid);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // Read anew: what these documents were made of may have changed, and be handed over, since.
      for (const half of this.#halves(documents, error)) {
        const ids = half.map(({ id }) => id);
        if (ids.length > 0) await (await this.refresh(generation, ids, mayWrite)).searchable;
      }
    }
  }

  /** Two halves; none of a single document, which is quarantined. */
  #halves(
    documents: readonly IndexedDocument[],
    error: Error,
  ): [readonly IndexedDocument[], readonly IndexedDocument[]] {
    if (documents.length === 1) {
      this.#quarantine(this.source.name, documents[0]!.id, error);
      return [[], []];
    }
    const middle = documents.length >> 1;
    return [documents.slice(0, middle), documents.slice(middle)];
  }

  #inTurn(hand: () => Promise<Handed>): Promise<Handed> {
    const turn = this.#turn.then(hand);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

/** The documents are to blame, not the engine or the way to it. */
const isRefusal = (error: unknown): error is Error =>
  (error instanceof TaskFailed && !error.lost) ||
  (error instanceof EngineFailure && (error.status === 400 || error.status === 413));

const together = (all: readonly Handed[]): Handed => handed(Promise.all(all.map(({ searchable }) => searchable)));

/** Nobody may be listening yet when it fails; whoever waits for it learns of it. */
function handed(done: Promise<unknown>): Handed {
  const searchable = done.then(() => undefined);
  searchable.catch(() => undefined);
  return { searchable };
}
