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
  /** What is asked with each question. */
  documents: readonly string[];
  questions: readonly Question[];
  /** Folder in which they are kept for the next run; null: nowhere. */
  keepIn: string | null;
  say: Say;
}

/** A question, and what the engine is asked to answer it. */
interface Heard {
  question: Question;
  job: Job;
}

/** Questions, and for each of them what the engine is asked. */
export interface DirectJobs {
  asked: Question[];
  direct: Job[];
}

/** For each document: the questions, and what the engine is asked. */
export async function directJobs({ deployment, documents, ...options }: DirectJobsOptions): Promise<DirectJobs[]> {
  const tap = await startEngineTap(deployment.servers.meili.url);
  const gateway = await deployment.start({ engineUrl: tap.url });
  const all: DirectJobs[] = [];
  try {
    for (const document of documents) all.push(await heardFor(document, tap, gateway.origin, options));
    return all;
  } finally {
    await gateway.stop();
    await tap.stop();
  }
}

/**
 * For each question the very requests that the directory sends to the engine to answer it, heard by a tap between the two. What was
 * heard in an earlier run is taken again when the directory still sends the same to a few of them. Left out is what the directory answers without the engine, such as what it
 * knows to find nothing.
 */
async function heardFor(
  document: string,
  tap: EngineTap,
  origin: string,
  { questions, keepIn, say }: Pick<DirectJobsOptions, 'questions' | 'keepIn' | 'say'>,
): Promise<DirectJobs> {
  // One after the other: only so is it clear which question a request belongs to.
  const hear = async (from: number, to: number): Promise<Heard[]> => {
    const heard: Heard[] = [];
    for (const question of questions.slice(from, to)) {
      const job = await hearOne(tap, origin, document, question);
      if (job) heard.push({ question, job });
    }
    return heard;
  };
  const probed = Math.min(PROBED, questions.length);
  const probe = await hear(0, probed);
  const name = createHash('sha256')
    .update(JSON.stringify([probe, questions, document]))
    .digest('hex')
    .slice(0, 16);
  const file = keepIn && join(keepIn, `direct-${name}.json`);
  const kept = file && (await readFile(file, 'utf8').catch(() => null));
  if (kept) return parted(JSON.parse(kept) as Heard[]);
  say(`Listening to what the directory asks the engine for ${questions.length} questions …`);
  const heard = [...probe, ...(await hear(probed, questions.length))];
  if (heard.length < questions.length)
    say(`  left out: ${questions.length - heard.length} that do not need the engine`);
  if (file) await writeFile(file, JSON.stringify(heard));
  return parted(heard);
}

const parted = (heard: readonly Heard[]): DirectJobs => ({
  asked: heard.map(({ question }) => question),
  direct: heard.map(({ job }) => job),
});

/** Asks the directory; again, where it gave up because the machine was too busy. Null: the engine was not asked. */
async function hearOne(tap: EngineTap, origin: string, document: string, question: Question): Promise<Job | null> {
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
  return requests.length > 0 ? { requests } : null;
}
