import { Client } from 'undici';
import { exchange } from './exchange.ts';
import type { Order, Report } from './generator.protocol.ts';
import type { Load, LoadResult, Target } from './job.ts';
import { closedLoop, openLoop } from './loops.ts';

const targets = new Map<string, Target & { clients: Client[]; at: number }>();

process.on('message', (order: Order) => {
  if ('given' in order) return void targets.set(order.target, { ...order.given, clients: [], at: 0 });
  run(order.load).then(
    (result) => process.send!({ result } satisfies Report),
    (error: Error) => process.send!({ failure: error.message } satisfies Report),
  );
});

async function run({ target: name, connections, seconds, rate, order }: Load): Promise<LoadResult> {
  const target = targets.get(name)!;
  const { jobs, headers, clients, origin } = target;
  while (clients.length < connections) clients.push(new Client(origin, { pipelining: 1, keepAliveTimeout: 60_000 }));
  let at = 0;
  let bytes = 0;
  const ask = async (connection: number): Promise<void> => {
    const job = jobs[order ? order[at++ % order.length]! : target.at++ % jobs.length]!;
    for (const request of job.requests) {
      const answered = await exchange(clients[connection]!, headers, request);
      bytes += answered;
    }
  };
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const latencies =
    rate === null ? await closedLoop(ask, connections, seconds) : await openLoop(ask, connections, seconds, rate);
  const { user, system } = process.cpuUsage(cpu);
  const sorted = Float64Array.from(latencies).toSorted();
  const below = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return {
    jobs: sorted.length,
    perSecond: (sorted.length * 1_000) / (performance.now() - begun),
    p50: below(0.5),
    p95: below(0.95),
    p99: below(0.99),
    generatorMs: (user + system) / 1_000 / sorted.length,
    bytes: Math.round(bytes / sorted.length),
  };
}
