import type { Connection } from 'mongoose';
import { GridFsStore } from '../../kit/files/grid-fs.file-store.ts';
import { createLog } from '../../kit/log/log.ts';
import { connect } from '../../kit/mongo/connect.ts';
import type { Participant, PersonRecord, PersonReference } from '../../kit/participation/participant.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { CATALOG_EVENTS, CATALOG_RECORDS } from '../../subgraphs/catalog/catalog.ts';
import {
  catalogParticipant,
  type CatalogParticipantParts,
} from '../../subgraphs/catalog/participation/catalog-participant.ts';
import { broughtFiles } from '../../subgraphs/catalog/upload/catalog-files.record.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../../subgraphs/member/member.ts';
import { memberParticipant } from '../../subgraphs/member/participation/member-participant.ts';
import { memberServices, type MemberServices } from '../../subgraphs/member/services.ts';
import { privacyParticipant } from '../../subgraphs/privacy/participation/privacy-participant.ts';
import { PRIVACY_EVENTS, PRIVACY_RECORDS } from '../../subgraphs/privacy/privacy.ts';
import { sessionPair } from './session-pair.ts';

const DATABASES = ['member', 'catalog', 'privacy', 'events'] as const;

/** The three participants over a deployment, without what works by itself in a subgraph. */
export interface Participants {
  all: readonly [member: Participant, catalog: Participant, privacy: Participant];
  connections: Record<(typeof DATABASES)[number], Connection>;
  services: MemberServices;
  /** Files as members brought them to the catalog. */
  brought: GridFsStore;
  /** Everything that all of them tell. */
  told(references: readonly PersonReference[]): Promise<PersonRecord[]>;
  close(): Promise<void>;
}

/** What the catalog does in an erasure beside what its records declare. */
type ErasingOf = (
  connections: Participants['connections'],
  brought: GridFsStore,
) => Pick<CatalogParticipantParts, 'own' | 'restriction'>;

export async function participantsOver(
  mongoUri: string,
  keyring: Keyring,
  erasingOf: ErasingOf = () => ({}),
): Promise<Participants> {
  const [member, catalog, privacy, events] = connect(mongoUri, DATABASES);
  await member.asPromise();
  const mail = { smtp: 'smtp://127.0.0.1:1', from: 'a@b.test', publicUrl: 'http://127.0.0.1' };
  const shared = { events, keyring, log: createLog('test', () => undefined) };
  const services = memberServices({ ...shared, connection: member, sessionKey: sessionPair().privateKey, mail });
  const brought = new GridFsStore({ connection: catalog, records: broughtFiles, keyring });
  const documentFiles = services.papers.files;
  const ofMember = { ...services, documentFiles, records: MEMBER_RECORDS, published: MEMBER_EVENTS };
  const ofCatalog = { files: brought, records: CATALOG_RECORDS, published: CATALOG_EVENTS };
  const connections = { member, catalog, privacy, events };
  const erasing = erasingOf(connections, brought);
  const all = [
    memberParticipant({ ...shared, ...ofMember, connection: member }),
    catalogParticipant({ ...shared, ...ofCatalog, ...erasing, connection: catalog }),
    privacyParticipant({ ...shared, connection: privacy, records: PRIVACY_RECORDS, published: PRIVACY_EVENTS }),
  ] as const;
  return {
    all,
    connections,
    services,
    brought,
    async told(references) {
      const records: PersonRecord[] = [];
      for (const one of all) for await (const record of one.export(references)) records.push(record);
      return records;
    },
    close: () => member.close(),
  };
}
