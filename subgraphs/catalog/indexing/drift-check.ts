import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../engine/engine.ts';
import type { IndexWriter, Right } from './index-writer.ts';

/** Documents compared at once, at the most. */
const BATCH = 500;
/** A difference counts when it is still there after these pauses: changes are always on their way. */
const CONFIRM_AFTER_MS = [1_000, 2_000, 4_000];

/** How a generation differs from the database. */
export interface Drift {
  checked: number;
  /** Must be found and is not in the index. */
  missing: string[];
  /** In the index, made of an older or another state. */
  stale: string[];
  /** In the index and must not be found. */
  superfluous: string[];
}

/** Where a check goes on: after this id in the database, at this place in the index; null: that part is through. */
export interface DriftPlace {
  afterId: string | null;
  offset: number | null;
}

interface Indexed {
  id: string;
  digest?: string;
}

/** Compares the database with a generation of an index, by id and digest, and repairs what differs. */
export class DriftCheck {
  readonly #engine: Engine;
  readonly #writer: IndexWriter;

  constructor(engine: Engine, writer: IndexWriter) {
    this.#engine = engine;
    this.#writer = writer;
  }

  get name(): string {
    return this.#writer.source.name;
  }

  /** Compares about `most` documents each way from a place on; answers with what differs, and the next place. */
  async compare(generation: string, from: DriftPlace, most: number): Promise<{ drift: Drift; next: DriftPlace }> {
    const drift: Drift = { checked: 0, missing: [], stale: [], superfluous: [] };
    const afterId = from.afterId === null ? null : await this.#forth(generation, from.afterId, most, drift);
    const offset = from.offset === null ? null : await this.#back(generation, from.offset, most, drift);
    return { drift: await this.#confirmed(generation, drift), next: { afterId, offset } };
  }

  /** Brings these documents to their present state, whatever that is. */
  async repair(generation: string, drift: Drift, mayWrite?: Right): Promise<void> {
    const ids = differing(drift);
    for (let from = 0; from < ids.length; from += BATCH)
      await (
        await this.#writer.refresh(generation, ids.slice(from, from + BATCH), mayWrite)
      ).searchable;
  }

  async #forth(generation: string, afterId: string, most: number, drift: Drift): Promise<string | null> {
    const end = drift.checked + most;
    for await (const documents of this.#writer.source.all(Math.min(BATCH, most), afterId)) {
      const indexed = await this.#indexed(
        generation,
        documents.map(({ id }) => id),
      );
      for (const { id, digest } of documents) {
        if (!indexed.has(id)) drift.missing.push(id);
        else if (indexed.get(id) !== digest) drift.stale.push(id);
      }
      drift.checked += documents.length;
      if (drift.checked >= end) return documents.at(-1)?.id ?? null;
    }
    return null;
  }

  /** Documents that come and go meanwhile move the others; what is missed so is met the next time. */
  async #back(generation: string, offset: number, most: number, drift: Drift): Promise<number | null> {
    const batch = Math.min(BATCH, most);
    for (let at = offset; at < offset + most; at += batch) {
      const page = await this.#engine.admin
        .index<Indexed>(generation)
        .getDocuments({ offset: at, limit: batch, fields: ['id'] });
      const ids = page.results.map(({ id }) => id);
      const shown = await this.#writer.source.shown(ids);
      drift.superfluous.push(...ids.filter((id) => !shown.has(id)));
      if (ids.length < batch) return null;
    }
    return offset + most;
  }

  async #indexed(generation: string, ids: string[]): Promise<Map<string, string | undefined>> {
    // An empty filter makes the client ask by POST; by GET the ids would not fit into the address.
    const { results } = await this.#engine.admin
      .index<Indexed>(generation)
      .getDocuments({ ids, fields: ['id', 'digest'], limit: ids.length, filter: [] });
    return new Map(results.map(({ id, digest }) => [id, digest]));
  }

  async #confirmed(generation: string, drift: Drift): Promise<Drift> {
    let left = drift;
    for (const pause of CONFIRM_AFTER_MS) {
      const ids = differing(left);
      if (ids.length === 0) break;
      await sleep(pause);
      left = { checked: drift.checked, missing: [], stale: [], superfluous: [] };
      for (let from = 0; from < ids.length; from += BATCH)
        await this.#compareNow(generation, ids.slice(from, from + BATCH), left);
    }
    return left;
  }

  async #compareNow(generation: string, ids: string[], into: Drift): Promise<void> {
    const documents = await this.#writer.source.load(ids);
    const indexed = await this.#indexed(generation, ids);
    const digests = new Map(documents.map(({ id, digest }) => [id, digest]));
    for (const id of ids) {
      const [wanted, there] = [digests.get(id), indexed.has(id)];
      if (wanted === undefined && there) into.superfluous.push(id);
      else if (wanted !== undefined && !there) into.missing.push(id);
      else if (wanted !== undefined && indexed.get(id) !== wanted) into.stale.push(id);
    }
  }
}

export const differing = ({ missing, stale, superfluous }: Drift): string[] => [
  ...new Set([...missing, ...stale, ...superfluous]),
];
