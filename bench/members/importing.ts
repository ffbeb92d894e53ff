import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '../../kit/log/log.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { companies } from '../../seed/company/companies.ts';
import { products } from '../../seed/product/products.ts';
import { productRecordOf } from '../../seed/write-market.ts';
import { catalogStores } from '../../subgraphs/catalog/catalog.ts';
import { valuesOf } from '../../subgraphs/catalog/import/product-row.ts';
import { residentMegabytes } from '../deployment/process-meter.ts';
import { median } from '../report/spread.ts';
import type { MemberStage } from './member-stage.ts';
import { readersDuring } from './readers.ts';
import { signedIn } from './signing-in.ts';

/** As many as the follower reads at once, and has on their way at once. */
const BATCH = 1_000;
const IN_FLIGHT = 8;
const POLL_MS = 100;
const PREFIX = 'bench-';

const CREATE_UPLOAD = `mutation ($input: CreateUploadInput!) { createUpload(input: $input) { ... on Upload { id url } ... on Problem { message } } }`;
const IMPORT = `mutation ($input: ImportProductsInput!) { importProducts(input: $input) { ... on ImportJob { id } ... on Problem { message } } }`;
const CANCEL = `mutation ($input: CancelImportInput!) { cancelImport(input: $input) { ... on ImportJob { state } } }`;
const JOB = `query ($id: ID!) { importJob(id: $id) { state failure processed failed finishedAt } }`;

interface Job {
  state: string;
  failure: string | null;
  processed: number;
  failed: number;
  finishedAt: string | null;
}

/**
 * A member imports so many rows that were not there: from the request until a search finds the last, beside what it takes to give the same
 * documents to the same engine, in an index as full, and nothing else. Then what readers wait for while imports run.
 */
export const importing =
  (count: number) =>
  async (stage: MemberStage): Promise<Record<string, number>> => {
    const { say, gateway, rounds } = stage;
    try {
      const before = await found(stage);
      const memoryBefore = residentMegabytes(gateway.pid);
      const began = performance.now();
      const id = await begun(stage, rowsOf(count, 0));
      const { peak, written } = await watched(stage, id, before + count, began);
      const searchable = (performance.now() - began) / 1_000;
      say(
        `\n${count} rows imported: written after ${written.toFixed(1)} s, the last searchable after ${searchable.toFixed(1)} s; memory ${memoryBefore.toFixed(0)} MB before, ${peak.toFixed(0)} MB at the most`,
      );
      const alone = await indexingAlone(stage);
      say(
        `Indexing the same documents alone: ${alone.toFixed(1)} s; the import takes ${(searchable / alone).toFixed(2)} times that`,
      );
      const ratios: number[] = [];
      for (let round = 1; round <= rounds; round++) ratios.push(await readersWhile(stage, count, round));
      const importReadersRatio = median(ratios);
      say(`While an import runs: readers' p95 ${importReadersRatio.toFixed(2)} times its calm`);
      return {
        importedRows: count,
        importSeconds: searchable,
        importIndexRatio: searchable / alone,
        importMemoryBeforeMb: memoryBefore,
        importMemoryPeakMb: peak,
        importReadersRatio,
      };
    } finally {
      await swept(stage);
    }
  };

/** Rows of the invented market under keys of their own, as NDJSON; another `turn` says something else of each. */
function* lines(count: number, turn: number): Generator<string> {
  const made = [...companies(Math.ceil(count / 15))];
  let number = 0;
  for (const product of products(made, count)) {
    const row = valuesOf(productRecordOf(product));
    const own = { externalId: `${PREFIX}${number++}`, status: 'PUBLISHED', leadTimeDays: turn };
    yield `${JSON.stringify({ ...Object.fromEntries(row), ...own })}\n`;
  }
}
const rowsOf = (count: number, turn: number): Buffer =>
  Buffer.concat([...lines(count, turn)].map((line) => Buffer.from(line)));

async function begun({ ask, owner, gateway }: MemberStage, bytes: Buffer): Promise<string> {
  const contentType = 'application/x-ndjson';
  const announced = { kind: 'IMPORT_FILE', filename: 'bench.ndjson', contentType, byteSize: bytes.length };
  const { createUpload } = await ask(CREATE_UPLOAD, { input: { ...announced, idempotencyKey: randomUUID() } }, owner);
  if (!createUpload.url) throw new Error(`Expected an upload, got: ${createUpload.message}`);
  const headers = { 'content-type': contentType };
  const sent = await fetch(gateway.origin + createUpload.url, { method: 'PUT', body: new Uint8Array(bytes), headers });
  if (sent.status !== 201) throw new Error(`Expected the file taken in, got ${sent.status}: ${await sent.text()}`);
  const input = { format: 'NDJSON', uploadId: createUpload.id, idempotencyKey: randomUUID() };
  const { importProducts } = await ask(IMPORT, { input }, owner);
  if (!importProducts.id) throw new Error(`Expected an import, got: ${importProducts.message}`);
  return importProducts.id as string;
}

/** Waits until a search finds so many products; answers the most memory on the way, and when the import itself had ended, in seconds. */
async function watched(
  stage: MemberStage,
  id: string,
  wanted: number,
  began: number,
): Promise<{ peak: number; written: number }> {
  let [peak, written] = [0, 0];
  for (; ; await sleep(POLL_MS)) {
    peak = Math.max(peak, residentMegabytes(stage.gateway.pid));
    if (written === 0) {
      const job = await jobOf(stage, id);
      if (job.finishedAt === null) continue;
      if (job.state !== 'SUCCEEDED')
        throw new Error(`Expected an import without a refusal, got ${JSON.stringify(job)}`);
      written = (performance.now() - began) / 1_000;
    }
    if ((await found(stage)) >= wanted) return { peak, written };
  }
}

const jobOf = async ({ ask, owner }: MemberStage, id: string): Promise<Job> => {
  // An import may outlast the session in which it began.
  const again = async () => ask(JOB, { id }, Object.assign(owner, await signedIn(ask, 'owner@demo.example')));
  return ((await ask(JOB, { id }, owner).catch(again)) as { importJob: Job }).importJob;
};

let asked = 0;
/** How many products a search finds. Another page size each time: no answer that was kept. */
async function found({ ask }: MemberStage): Promise<number> {
  const { searchProducts } = await ask(`{ searchProducts(first: ${1 + (asked++ % 100)}) { totalCount { value } } }`);
  return searchProducts.totalCount.value as number;
}

/** The imported documents, ready made, into an index of the same settings that has all others already: seconds until the last is searchable. */
async function indexingAlone({ deployment, say }: MemberStage): Promise<number> {
  const [connection] = connect(deployment.servers.mongo.uri, ['catalog']);
  await connection.asPromise();
  const { keyring } = deployment.keys;
  const log = createLog('bench', say, 'warn');
  const stores = catalogStores({ connection, engine: deployment.servers.meili, keyring, log });
  const writer = stores.writers.find(({ source }) => source.name === 'products')!;
  const generation = `bench-${Date.now().toString(36)}`;
  try {
    const imported = new Set((await stores.products.find(IMPORTED, { _id: 1 }).lean()).map(({ _id }) => _id));
    await writer.create(generation);
    const batches: Parameters<typeof writer.put>[1][] = [];
    for await (const documents of writer.source.all(BATCH)) {
      const others = documents.filter(({ id }) => !imported.has(id));
      batches.push(documents.filter((document) => imported.has(document.id)));
      await (
        await writer.put(generation, others)
      ).searchable;
    }
    const began = performance.now();
    const flying: Promise<void>[] = [];
    for (const batch of batches) {
      if (flying.length >= IN_FLIGHT) await flying.shift();
      flying.push((await writer.put(generation, batch)).searchable);
    }
    await Promise.all(flying);
    return (performance.now() - began) / 1_000;
  } finally {
    await writer.drop(generation).catch(() => undefined);
    await stores.engine.close();
    await connection.close();
  }
}

const IMPORTED = { externalId: { $regex: `^${PREFIX}` } };

/** What readers wait for while the rows are imported anew, each with something changed; as often as it takes until they are measured. */
const readersWhile = (stage: MemberStage, count: number, round: number): Promise<number> =>
  readersDuring(stage, async (isOver) => {
    for (let turn = round * 10; !isOver(); turn++) {
      const id = await begun(stage, rowsOf(count, turn % 700));
      while (!isOver() && (await jobOf(stage, id)).finishedAt === null) await sleep(POLL_MS);
      await stage.ask(CANCEL, { input: { id } }, stage.owner);
    }
  });

async function swept({ deployment }: MemberStage): Promise<void> {
  const [connection] = connect(deployment.servers.mongo.uri, ['catalog']);
  await connection.asPromise();
  await connection.collection('products').deleteMany(IMPORTED);
  await connection.close();
}
