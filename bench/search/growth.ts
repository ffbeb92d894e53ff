import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a reader waits for in a market of one size, at a rate that is the same for all sizes. */
interface Latencies {
  gateway: number;
  direct: number;
}

/** Keeps the figures of one size in the bench's folder, and compares a million products with a hundred thousand once both are there. */
export async function growth(folder: string, products: number, latencies: Latencies): Promise<number | null> {
  const file = join(folder, 'latencies.json');
  const known = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, Latencies>;
  known[products] = latencies;
  await writeFile(file, JSON.stringify(known, null, 2));
  const [small, large] = [known[100_000], known[1_000_000]];
  return small && large ? large.gateway / small.gateway / (large.direct / small.direct) : null;
}
