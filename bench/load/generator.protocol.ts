import type { Load, LoadResult, Target } from './job.ts';

/** What the generator is told. */
export type Order = { target: string; given: Target } | { load: Load };

/** What it answers to a load. */
export type Report = { result: LoadResult } | { failure: string };
