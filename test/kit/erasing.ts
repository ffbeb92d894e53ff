import type { Connection } from 'mongoose';
import type { ErasureCount, ErasureTarget } from '../../kit/participation/erasing.ts';
import type { Participant, PersonReference } from '../../kit/participation/participant.ts';
import { Records } from '../../kit/record/records.ts';
import { createLog } from '../../kit/log/log.ts';
import { companyCardRecord } from '../../schema/events/company-card.ts';
import { catalogStores } from '../../subgraphs/catalog/catalog.ts';
import { erasingServices } from '../../subgraphs/catalog/erasing/erasing-services.ts';
import { ProductListings } from '../../subgraphs/catalog/listing/product-listings.ts';
import { Withdrawals } from '../../subgraphs/catalog/product/withdrawals.ts';
import { imageFiles } from '../../subgraphs/catalog/upload/catalog-files.record.ts';
import { GridFsStore } from '../../kit/files/grid-fs.file-store.ts';
import { participantsOver, type Participants } from './participants.ts';
import { until, type World } from './world.ts';

/** Erases people from another process than those of the world, step by step, as whoever leads an erasure asks it of the participants. */
export interface ErasingHere {
  over: Participants;
  connections: Record<string, Connection>;
  /** Whoever has an address, with everything that they are known by and what becomes of their companies. */
  target(email: string, more?: Partial<ErasureTarget>): Promise<ErasureTarget>;
  /** What each would do. */
  foreseen(target: ErasureTarget): Promise<ErasureCount[]>;
  fenced(target: ErasureTarget): Promise<void>;
  /** From draining to the keys; answers what was changed. */
  erased(target: ErasureTarget): Promise<ErasureCount[]>;
  /** Waits until no file of the search engine keeps what was deleted. */
  purged(target: ErasureTarget): Promise<void>;
  close(): Promise<void>;
}

const ERASURE_ID = 'e5'.repeat(12);

export async function erasingIn(world: Pick<World, 'servers' | 'keys'>): Promise<ErasingHere> {
  const { keyring } = world.keys;
  const log = createLog('test', () => undefined);
  let erasing: ReturnType<typeof erasingServices> | undefined;
  const over = await participantsOver(world.servers.mongo.uri, keyring, ({ catalog: connection, events }, brought) => {
    const cards = new Records(connection, companyCardRecord, keyring);
    erasing = erasingServices({
      ...catalogStores({ connection, engine: world.servers.meili, keyring, log }),
      connection,
      events,
      listings: new ProductListings(events),
      withdrawals: new Withdrawals(),
      imageFiles: new GridFsStore({ connection, records: imageFiles, keyring }),
      files: brought,
      cards,
      purgeHours: 0,
      log,
    });
    return erasing;
  });
  const each = async <T>(ask: (one: Participant) => Promise<T>): Promise<T[]> => {
    const told: T[] = [];
    for (const one of over.all) told.push(await ask(one));
    return told;
  };
  return {
    over,
    connections: over.connections,
    async target(email, more = {}) {
      const known = await each((one) => one.identify({ email }));
      const references: PersonReference[] = known.flatMap((one) => [...one.references]);
      const described = await Promise.all(over.all.map(async (one) => [one.name, (await one.describe()).mapHash]));
      const companies = await over.all[0].companies!(references);
      const hashes = { planHash: 'a'.repeat(64), mapHashes: Object.fromEntries(described) };
      return { erasureId: ERASURE_ID, ...hashes, references, companies, held: [], ...more };
    },
    foreseen: async (target) => (await each((one) => one.foresee(target))).flat(),
    fenced: async (target) => void (await each((one) => one.fence(target))),
    async erased(target) {
      await until(async () => (await each((one) => one.drain(target))).every(({ waiting }) => waiting === 0), 90_000);
      await each((one) => one.unindex(target));
      const counts = await each(async (one) => {
        for (;;) {
          const { done, counts: changed } = await one.erase(target);
          if (done) return changed;
        }
      });
      await over.all[0].shred(target.references.filter(({ ref }) => ref.length === 26));
      return counts.flat();
    },
    async purged(target) {
      await until(async () => {
        await erasing!.purging.run();
        return (await over.all[1].purge(target)).done;
      }, 90_000);
    },
    close: () => over.close(),
  };
}
