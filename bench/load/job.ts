/** One thing to ask, as bytes on the wire: a single request, or several that follow one another (a search that is relaxed). */
export interface Job {
  requests: { path: string; body: string }[];
}

/** Whom to ask, and what. */
export interface Target {
  origin: string;
  headers: Record<string, string>;
  jobs: Job[];
}

export interface Load {
  /** Name under which a target was given. */
  target: string;
  connections: number;
  seconds: number;
  /** Jobs a second, whatever the answers do (open loop); null: each connection asks again once it is answered (closed loop). */
  rate: number | null;
  /** Which jobs, in turn, from the beginning; null: all of them, going on where the last load of this target stopped. */
  order: Uint32Array | null;
}

/** What a load came to. Latencies are in milliseconds; those of an open loop count from when the job was due. */
export interface LoadResult {
  jobs: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** CPU of the generator itself, per job. */
  generatorMs: number;
  /** Bytes of body per job. */
  bytes: number;
}
