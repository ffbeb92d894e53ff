import type { Connection } from 'mongoose';
import { Idempotency } from '../../kit/idempotency/idempotency.ts';
import { fenceRecord } from '../../kit/fence/fence.record.ts';
import { idempotencyKeyRecord } from '../../kit/idempotency/idempotency-key.record.ts';
import type { Log } from '../../kit/log/log.ts';
import type { ObjectPlace } from '../../kit/object-store/object-store.ts';
import { behindGate } from '../../kit/backup/behind-gate.ts';
import { Restores } from '../../kit/backup/restores.ts';
import { answers } from '../../kit/mongo/connect.ts';
import { erasureProgressRecord } from '../../kit/participation/erasure-progress.record.ts';
import { checkKeysKnown } from '../../kit/record/keys-known.ts';
import { ensureCollections, modelOf } from '../../kit/record/record.ts';
import { Records } from '../../kit/record/records.ts';
import type { Subgraph } from '../../kit/subgraph/subgraph.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { MemberActivity } from '../../schema/events/member-activity.ts';
import { admission } from '../../schema/events/admission.ts';
import { companyCardRecord } from '../../schema/events/company-card.ts';
import { productListingRecord } from '../../schema/events/product-listing.record.ts';
import { ModerationDecisions } from '../../schema/events/moderation-decisions.ts';
import { ALERT_RECORDS, alertServices } from './alert/alert-services.ts';
import { exportDoor } from './export/export-door.ts';
import { ERASING_RECORDS, erasingServices } from './erasing/erasing-services.ts';
import { IMPORT_RECORDS, importServices } from './import/import-services.ts';
import { CardIntake } from './company/card-intake.ts';
import { CompanyCards } from './company/company-cards.ts';
import { eventPositionRecord } from './company/event-position.record.ts';
import { Engine } from './engine/engine.ts';
import { CatalogChanges } from './indexing/catalog-changes.ts';
import { ChangeFeed } from '../../kit/mongo/change-feed.ts';
import { companySource } from './indexing/company-source.ts';
import { DriftCheck } from './indexing/drift-check.ts';
import { DriftWatch } from './indexing/drift-watch.ts';
import { Generations } from './indexing/generations.ts';
import { IndexFollower } from './indexing/index-follower.ts';
import { indexStateRecord } from './indexing/index-state.record.ts';
import { IndexWriter } from './indexing/index-writer.ts';
import { productSource } from './indexing/product-source.ts';
import { TermChanges } from './indexing/term-changes.ts';
import { listEarlierProducts } from './listing/earlier-listings.ts';
import { ProductListings } from './listing/product-listings.ts';
import { catalogParticipant } from './participation/catalog-participant.ts';
import { ProductChanges } from './product/product-changes.ts';
import { productRecord } from './product/product.record.ts';
import { ProductModeration } from './moderation/product-moderation.ts';
import { Reinstatements } from './moderation/reinstatements.ts';
import { Products } from './product/products.ts';
import { Withdrawals } from './product/withdrawals.ts';
import { RANKING_BUDGET } from './ranking/rank.ts';
import { searchServices } from './search/search-services.ts';
import { SimilarIndex } from './similar/similar-index.ts';
import { Sponsoring } from './sponsorship/sponsoring.ts';
import { sponsorshipRecord } from './sponsorship/sponsorship.record.ts';
import { Sponsorships } from './sponsorship/sponsorships.ts';
import { catalogGraph } from './subgraph.ts';
import { openImageStore } from './upload/image-store.ts';
import { TERM_RECORDS, termServices } from './term/term-services.ts';
import { tradeConcepts } from './term/trade-concepts.ts';
import { tradeTermRecord } from './term/trade-term.record.ts';
import { TradeTerms } from './term/trade-terms.ts';
import { unansweredQueryRecord } from './unanswered/unanswered-query.record.ts';
import { unansweredServices } from './unanswered/unanswered-services.ts';
import { FILE_RECORDS, uploadServices } from './upload/upload-services.ts';
import { OwnProducts } from './viewer/own-products.ts';

export const CATALOG_RECORDS = [
  productRecord,
  companyCardRecord,
  eventPositionRecord,
  indexStateRecord,
  idempotencyKeyRecord,
  sponsorshipRecord,
  ...IMPORT_RECORDS,
  ...FILE_RECORDS,
  ...TERM_RECORDS,
  unansweredQueryRecord,
  ...ALERT_RECORDS,
  ...ERASING_RECORDS,
  erasureProgressRecord,
  fenceRecord,
];

/** What the catalog subgraph publishes. */
export const CATALOG_EVENTS = [productListingRecord];
const KEPT = { records: CATALOG_RECORDS, published: CATALOG_EVENTS };

export interface CatalogStoreParts {
  connection: Connection;
  engine: { url: string; masterKey: string };
  /** The data keys of sole traders, whose cards are sealed. */
  keyring: Keyring;
  log: Log;
}

export interface CatalogParts extends CatalogStoreParts {
  /** The database of published events. */
  events: Connection;
  /** The bucket of an object store where pictures are kept; in MongoDB when absent. */
  imagePlace?: ObjectPlace | null;
  /** Postings that ranking one query may read; 0: the engine's order. */
  rankingBudget?: number;
  /** How long erasures wait for the indexes to be built anew; see PURGE_HOURS. */
  purgeHours?: number;
}

/** The stored and indexed side of the catalog, without the graph: what commands such as a rebuild need. */
export function catalogStores({ connection, engine: { url, masterKey }, keyring, log }: CatalogStoreParts) {
  const engine = new Engine(url, masterKey);
  const products = modelOf(connection, productRecord);
  const cards = new Records(connection, companyCardRecord, keyring);
  const states = modelOf(connection, indexStateRecord);
  const companyCards = new CompanyCards(cards);
  const feed = new ChangeFeed(connection);
  const quarantine = (index: string, id: string, error: Error) =>
    log.error('document not indexed', { index, kind: id, reason: error.message });
  const tradeTerms = new TradeTerms(modelOf(connection, tradeTermRecord));
  const concepts = tradeConcepts(tradeTerms);
  const sources = [
    productSource(products, companyCards, concepts, quarantine),
    companySource(cards, concepts, quarantine),
  ] as const;
  const writers = sources.map((source) => new IndexWriter(engine, source, quarantine));
  return { engine, products, cards, states, companyCards, feed, tradeTerms, concepts, sources, writers };
}

/** The catalog subgraph, running: takes in company cards, follows changes, keeps the indexes and answers. */
export async function startCatalog(parts: CatalogParts): Promise<Subgraph> {
  const { connection, events, keyring, imagePlace, log } = parts;
  await Promise.all([connection.asPromise(), events.asPromise()]);
  const restores = new Restores(connection);
  await restores.check();
  await ensureCollections(connection, CATALOG_RECORDS);
  await ensureCollections(events, CATALOG_EVENTS);
  await checkKeysKnown(connection, CATALOG_RECORDS, keyring);
  const imageStore = await openImageStore({ connection, keyring, place: imagePlace ?? null, log });
  const { engine, products, cards, states, companyCards, feed, tradeTerms, concepts, sources, writers } =
    catalogStores(parts);
  const [withdrawals, similar, generations] = [new Withdrawals(), new SimilarIndex(), new Generations(states)];
  const shown = new Products(products, companyCards);
  const uploading = uploadServices({ connection, events, keyring, products: shown, imageStore, log });
  const listings = new ProductListings(events);
  const productChanges = new ProductChanges({
    connection,
    listings,
    gone: ({ _id }, session) => uploading.images.release(_id, null, session),
    products,
    idempotency: new Idempotency(connection, keyring),
    activity: new MemberActivity({ events }),
    withdrawals,
  });
  const productModeration = new ProductModeration({
    products,
    listings,
    events,
    decisions: new ModerationDecisions(events, keyring),
    idempotency: new Idempotency(connection, keyring),
    tell: (id, record) => productChanges.tell(id, record),
  });
  const reinstatements = new Reinstatements({ connection, events, moderation: productModeration, log });
  const sponsorships = new Sponsorships(modelOf(connection, sponsorshipRecord));
  const sponsoring = new Sponsoring({
    sponsorships: modelOf(connection, sponsorshipRecord),
    products,
    events,
    idempotency: new Idempotency(connection, keyring),
    changed: () => sponsorships.refresh().catch(() => undefined),
  });
  const importing = importServices({
    connection,
    events,
    products,
    listings,
    keyring,
    withdrawals,
    files: uploading.files,
    uploads: uploading.uploads,
    idempotency: new Idempotency(connection, keyring),
    activity: new MemberActivity({ events }),
    log,
  });
  const { termDesk } = termServices(connection, events, keyring, tradeTerms);
  const { unanswered, unansweredDesk } = unansweredServices(connection, keyring, log);
  const followers = writers.map((writer) => new IndexFollower({ engine, states, feed, writer, log }));
  const { rankings, productWords, ...searching } = searchServices({
    engine,
    feed,
    sources,
    concepts,
    generations,
    withdrawals,
    sponsorships,
    unanswered,
    rankingBudget: parts.rankingBudget ?? RANKING_BUDGET,
    isFollowed: (generation) => followers.some(({ following }) => following === generation),
    log,
  });
  for (const [index, ranking] of rankings.entries()) writers[index]!.onTakenIn = (ids) => ranking.takenIn(ids);
  const indexed = { engine, states, cards, feed, writers, products, listings, withdrawals };
  const erasing = erasingServices({ ...parts, ...indexed, imageFiles: imageStore.files, files: uploading.files });
  const fetched = exportDoor(importing.exports);
  const graph = catalogGraph({
    images: uploading.images,
    imageViews: uploading.imageViews,
    ...importing,
    events,
    productModeration,
    sponsoring,
    companyCards,
    products: shown,
    productChanges,
    ownProducts: new OwnProducts(products),
    ...searching,
    termDesk,
    unansweredDesk,
    similar,
  });
  const changes = new CatalogChanges({
    feed,
    products,
    cards,
    states,
    companyCards,
    withdrawals,
    similar,
    generations,
    log,
  });
  const alerts = alertServices({
    connection,
    events,
    keyring,
    feed,
    products,
    companyCards,
    tradeTerms,
    words: productWords,
    isReady: () => rankings[0]!.isWhole,
    log,
  });
  const intake = new CardIntake({
    feed: new ChangeFeed(events),
    published: new Records(events, companyCardRecord, keyring).collection,
    cards: cards.collection,
    positions: modelOf(connection, eventPositionRecord),
    log,
  });
  const termChanges = new TermChanges(
    tradeTerms,
    followers.map((follower, index) => ({ ranking: rankings[index]!, follower, writer: writers[index]! })),
    log,
  );
  const drift = followers.map(
    (follower, index) => new DriftWatch(follower, new DriftCheck(engine, writers[index]!), log),
  );
  const tasks = [alerts, reinstatements, importing.work, ...uploading.working, erasing.purging];
  const working = [...followers, ...rankings, ...drift, ...tasks];
  const begin = async (): Promise<void> => {
    await listEarlierProducts({ connection, products, positions: modelOf(connection, eventPositionRecord), listings });
    await generations.refresh();
    await tradeTerms.refresh();
    await sponsorships.start();
    await changes.start();
    for (const part of [generations, termChanges, tradeTerms, unanswered, intake, ...working]) part.start();
  };
  const subgraph: Subgraph = {
    name: 'catalog',
    ...graph,
    door: (request, asked) => (request.path.startsWith('/downloads/') ? fetched : uploading.door)(request, asked),
    admits: admission(events),
    participant: catalogParticipant({ ...parts, ...uploading, ...erasing, ...KEPT }),
    ready: async () => {
      // A store of pictures that is away costs pictures alone, and says so in the log.
      void imageStore.ready();
      if (!generations.has('products') || !generations.has('companies')) return false;
      return (await answers(connection)) && (await engine.healthy());
    },
    onHidden: (listener) => withdrawals.onHidden(listener),
    async stop() {
      generations.stop();
      tradeTerms.stop();
      await unanswered.stop();
      sponsorships.stop();
      await Promise.all([changes, intake, termChanges, ...working].map((part) => part.stop()));
      await engine.close();
      await imageStore.close();
    },
  };
  return behindGate(subgraph, { restores, begin, log });
}
