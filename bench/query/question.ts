import type { Job, Target } from '../load/job.ts';

/** One search as a buyer would ask it. No two of a bench have the same words. */
export interface Question {
  query: string;
  where: { country?: string[]; category?: string };
  locale?: 'TR' | 'ZH' | 'EN';
}

/** What a gateway is asked: one document, with the variables of each question. */
export const gatewayTarget = (origin: string, document: string, variables: readonly object[]): Target => ({
  origin,
  headers: { 'content-type': 'application/json', accept: 'application/json' },
  jobs: variables.map((each) => gatewayJob(document, each)),
});

export const gatewayJob = (document: string, variables: object): Job => ({
  requests: [{ path: '/graphql', body: JSON.stringify({ query: document, variables }) }],
});

/** What the engine is asked directly. */
export const engineTarget = ({ url, masterKey }: { url: string; masterKey: string }, jobs: Job[]): Target => ({
  origin: url,
  headers: { authorization: `Bearer ${masterKey}`, 'content-type': 'application/json' },
  jobs,
});
