import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deployment, Say } from '../deployment/deployment.ts';
import type { Job } from '../load/job.ts';
import { startEngineTap, type EngineTap } from './engine-tap.ts';
import { gatewayJob, type Question } from './question.ts';

const TRIES = 5;
const PROBED = 50;

export interface DirectJobsOptions {
  deployment: Deployment;
  document: string;
  questions: readonly Question[];
  /** Folder in which they are kept for the next run; null: nowhere. */
  keepIn: string | null;
  say: Say;
}

/**
 * For each question the very requests that the directory sends to the engine to answer it, heard by a tap between the two. What was
 * heard in an earlier run is taken again when the directory still sends the same to a few of them.
 */
export async function directJobs(options: DirectJobsOptions): Promise<Job[]> {
  const { deployment, document, questions, keepIn, say } = options;
  const tap = await startEngineTap(deployment.servers.meili.url);
  const gateway = await deployment.start({ engineUrl: tap.url });
  // One after the other: only so is it clear which question a request belongs to.
  const hear = async (from: number, to: number): Promise<Job[]> => {
    const jobs: Job[] = [];
    for (const question of questions.slice(from, to)) jobs.push(await hearOne(tap, gateway.origin, document, question));
    return jobs;
  };
  try {
    const probe = await hear(0, Math.min(PROBED, questions.length));
    const name = createHash('sha256')
      .update(JSON.stringify([probe, questions, document]))
      .digest('hex')
      .slice(0, 16);
    const file = keepIn && join(keepIn, `direct-${name}.json`);
    const kept = file && (await readFile(file, 'utf8').catch(() => null));
    if (kept) return JSON.parse(kept) as Job[];
    say(`Listening to what the directory asks the engine for ${questions.length} questions …`);
    const jobs = [...probe, ...(await hear(probe.length, questions.length))];
    if (file) await writeFile(file, JSON.stringify(jobs));
    return jobs;
  } finally {
    await gateway.stop();
    await tap.stop();
  }
}

/** Asks the directory; again, where it gave up because the machine was too busy. A question that nothing answers asks the engine nothing. */
async function hearOne(tap: EngineTap, origin: string, document: string, question: Question): Promise<Job> {
  const { path, body } = gatewayJob(document, question).requests[0]!;
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  for (let left = TRIES; ; left--) {
    tap.forget();
    const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, body });
    const text = await answer.text();
    if (answer.ok && !text.includes('"errors":')) break;
    if (left === 1 || !text.includes('UNAVAILABLE')) throw new Error(`Expected an answer to ${body}, got ${text}`);
  }
  const requests = tap.heard();
  if (requests.length > 0) return { requests };
  throw new Error(`Expected the directory to ask the engine for ${JSON.stringify(question.query)}, but it never did.`);
}
