import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../../kit/log/log.ts';
import { heldWith } from '../language/held-with.ts';
import type { TradeTerm } from '../term/shipped-terms.ts';
import type { TradeTerms } from '../term/trade-terms.ts';
import type { IndexFollower } from './index-follower.ts';
import type { IndexWriter } from './index-writer.ts';
import type { RankFollower } from './rank-follower.ts';

const BATCH = 1_000;
const PAUSE_MS = 200;

/** One index: as it is ranked here, and as the engine holds it. */
export interface KeptIndex {
  ranking: Pick<RankFollower, 'index' | 'isWhole' | 'again'>;
  follower: Pick<IndexFollower, 'following'>;
  writer: Pick<IndexWriter, 'refresh' | 'source'>;
}

/**
 * Takes documents in anew when trade terms come to count or cease to: those that hold one of their texts, in the ranking of every process, and in the engine by the process
 * that leads. What a process that is killed leaves undone, the drift check finds by its digests.
 */
export class TermChanges {
  readonly #terms: Pick<TradeTerms, 'onChange'>;
  readonly #indexes: readonly KeptIndex[];
  readonly #log: Log;
  readonly #stop = new AbortController();
  #running: Promise<unknown> = Promise.resolve();

  constructor(terms: Pick<TradeTerms, 'onChange'>, indexes: readonly KeptIndex[], log: Log) {
    this.#terms = terms;
    this.#indexes = indexes;
    this.#log = log;
  }

  /** From when the terms that count already are known. */
  start(): void {
    this.#terms.onChange((changed) => {
      const ways = changed.flatMap(({ tr, zh, en }: TradeTerm) => [...tr, ...zh, ...en]).flatMap(heldWith);
      const before = this.#running;
      this.#running = before.then(() => Promise.all(this.#indexes.map((index) => this.#take(index, ways))));
    });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #take(index: KeptIndex, ways: readonly string[][]): Promise<void> {
    const { ranking } = index;
    while (!ranking.isWhole && !this.#stop.signal.aborted)
      await sleep(PAUSE_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    const ids = [...new Set(ways.flatMap((terms) => ranking.index.holding(terms)))];
    await this.#tellEngine(index, ids).catch((error: Error) =>
      this.#log.warn('changed terms not indexed', { index: index.writer.source.name, reason: error.message }),
    );
    ranking.again(ids);
  }

  /** Before the ranking asks for the new terms, so that what it asks for is there. */
  async #tellEngine({ follower, writer }: KeptIndex, ids: readonly string[]): Promise<void> {
    const { following } = follower;
    if (following === null) return;
    const mayWrite = () => !this.#stop.signal.aborted && follower.following === following;
    for (let from = 0; from < ids.length && mayWrite(); from += BATCH)
      await (
        await writer.refresh(following, ids.slice(from, from + BATCH), mayWrite)
      ).searchable;
  }
}
