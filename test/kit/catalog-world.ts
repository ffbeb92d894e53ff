import 'reflect-metadata';
import { connect } from '../../kit/mongo/connect.ts';
import { createLog, type Log } from '../../kit/log/log.ts';
import { startLocalServers, type LocalServers } from '../../kit/local-servers/local-servers.ts';
import { ensureCollections } from '../../kit/record/record.ts';
import type { CompanyCard } from '../../schema/events/company-card.ts';
import { companies } from '../../seed/company/companies.ts';
import type { MarketCompany } from '../../seed/market.ts';
import { products } from '../../seed/product/products.ts';
import { productRecordOf } from '../../seed/write-market.ts';
import { CATALOG_RECORDS, catalogStores } from '../../subgraphs/catalog/catalog.ts';
import { IndexFollower } from '../../subgraphs/catalog/indexing/index-follower.ts';
import type { IndexWriter } from '../../subgraphs/catalog/indexing/index-writer.ts';
import type { ProductRecord } from '../../subgraphs/catalog/product/product.record.ts';
import { ProductStore } from '../../subgraphs/catalog/product/product-store.ts';
import { startTestKeys, type TestKeys } from './keyring.ts';

export interface CatalogWorld extends ReturnType<typeof catalogStores> {
  servers: LocalServers;
  keys: TestKeys;
  /** What a process needs in its environment to work on these servers. */
  env: NodeJS.ProcessEnv;
  store: ProductStore;
  records: ProductRecord[];
  logged: string[];
  log: Log;
  /** A follower of each index, on stores of its own. */
  follow(): { stop(): Promise<void>; followers: IndexFollower[] };
  writerOf(name: 'products' | 'companies'): IndexWriter;
  live(name: 'products' | 'companies'): Promise<string>;
  /** Whether the live generations hold just what the database does. */
  equal(): Promise<boolean>;
  stop(): Promise<void>;
}

/** The catalog's stores on real servers with throw-away data, and invented goods in them; nobody follows yet. */
export async function startCatalogWorld(size = { companies: 20, products: 300 }): Promise<CatalogWorld> {
  const servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  const keys = await startTestKeys();
  const [connection] = connect(servers.mongo.uri, ['catalog']);
  await connection.asPromise();
  await ensureCollections(connection, CATALOG_RECORDS);
  const logged: string[] = [];
  const log = createLog('test', (line) => void logged.push(line));
  const opened = () => catalogStores({ connection, engine: servers.meili, keyring: keys.keyring, log });
  const stores = opened();
  const made = [...companies(size.companies)];
  await stores.cards.put(made.map(cardOf));
  const records = [...products(made, size.products)].map(productRecordOf);
  const store = new ProductStore(stores.products, null, null);
  await store.put(records);
  const writerOf = (name: string) => stores.writers.find(({ source }) => source.name === name)!;
  const live = async (name: string) => (await stores.states.findById(name).lean())?.live ?? '';
  const { uri } = servers.mongo;
  const { url, masterKey } = servers.meili;
  return {
    ...stores,
    servers,
    keys,
    env: { ...process.env, ...keys.env, MONGODB_URI: uri, MEILI_URL: url, MEILI_MASTER_KEY: masterKey },
    store,
    records,
    logged,
    log,
    writerOf,
    live,
    follow() {
      const own = opened();
      const followers = own.writers.map((writer) => new IndexFollower({ ...own, writer, log }));
      for (const follower of followers) follower.start();
      return {
        followers,
        async stop() {
          await Promise.all(followers.map((follower) => follower.stop()));
          await own.engine.close();
        },
      };
    },
    async equal() {
      for (const writer of stores.writers) {
        const generation = await live(writer.source.name);
        if (generation === '' || !(await isEqual(stores.engine, writer, generation))) return false;
      }
      return true;
    },
    async stop() {
      await stores.engine.close();
      await connection.close();
      await servers.stop();
      await keys.close();
    },
  };
}

async function isEqual(engine: CatalogWorld['engine'], writer: IndexWriter, generation: string): Promise<boolean> {
  const { results } = await engine.admin.index<{ id: string }>(generation).getDocuments({ limit: 100_000 });
  const wanted = new Map<string, unknown>();
  for await (const batch of writer.source.all(1_000)) for (const document of batch) wanted.set(document.id, document);
  return (
    results.length === wanted.size &&
    results.every((document) => sorted(document) === sorted(wanted.get(document.id) as object | undefined))
  );
}

/** As JSON, keys in order at every depth. */
const sorted = (document: object | undefined): string =>
  JSON.stringify(document, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

const cardOf = ({ id, verifiedUntil, createdAt, ...company }: MarketCompany): CompanyCard => ({
  _id: id,
  traderRef: company.traderRef,
  slug: company.slug,
  name: company.name,
  country: company.country,
  region: company.region,
  city: company.city,
  mainProducts: company.mainProducts,
  description: company.description,
  categoryCodes: company.categoryCodes,
  verifiedUntil: verifiedUntil === null ? null : new Date(verifiedUntil),
  hidden: false,
  createdAt: new Date(createdAt),
  version: 1,
});
