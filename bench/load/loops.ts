import { setTimeout as sleep } from 'node:timers/promises';

/** Does the next job on the connection of that number. */
export type Ask = (connection: number) => Promise<void>;

/** Each connection asks again as soon as it is answered. Answers the latencies. */
export async function closedLoop(ask: Ask, connections: number, seconds: number): Promise<number[]> {
  const latencies: number[] = [];
  const end = performance.now() + seconds * 1_000;
  const askOn = async (connection: number): Promise<void> => {
    for (let begun = performance.now(); begun < end; begun = performance.now()) {
      await ask(connection);
      latencies.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, connection) => askOn(connection)));
  return latencies;
}

/**
 * Jobs fall due at an even rate whether or not earlier ones are answered; one that finds every connection busy waits, and its wait
 * counts (no coordinated omission). Answers the latencies, from when each was due.
 */
export async function openLoop(ask: Ask, connections: number, seconds: number, rate: number): Promise<number[]> {
  const latencies: number[] = [];
  const idle = Array.from({ length: connections }, (_, connection) => connection);
  const waiting: number[] = [];
  const asking = new Set<Promise<void>>();
  let failed = false;
  const askOn = async (connection: number): Promise<void> => {
    for (let due = waiting.shift(); due !== undefined && !failed; due = waiting.shift()) {
      await ask(connection);
      latencies.push(performance.now() - due);
    }
    idle.push(connection);
  };
  const begun = performance.now();
  const total = Math.floor(seconds * rate);
  for (let job = 0; job < total && !failed;) {
    const due = begun + (job * 1_000) / rate;
    if (performance.now() < due) await sleep(Math.max(1, due - performance.now()));
    waiting.push(due);
    job++;
    const connection = idle.pop();
    if (connection === undefined) continue;
    const answered = askOn(connection);
    asking.add(answered);
    void answered.then(
      () => asking.delete(answered),
      () => (failed = true),
    );
  }
  await Promise.all(asking);
  return latencies;
}
