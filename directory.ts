import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createGateway } from './gateway/gateway.ts';
import type { Mailbox } from './gateway/http/mailbox.route.ts';
import type { Pushbox } from './gateway/http/pushbox.route.ts';
import type { Server } from './gateway/http/server.ts';
import { Restores } from './kit/backup/restores.ts';
import { readConfig, type Config } from './kit/config/config.ts';
import type { Log } from './kit/log/log.ts';
import { connect } from './kit/mongo/connect.ts';
import type { ObjectPlace } from './kit/object-store/object-store.ts';
import { AskedParticipant } from './kit/participation/asked-participant.ts';
import { createParticipationSigner, createParticipationVerifier } from './kit/participation/participation-statement.ts';
import { localWay } from './kit/participation/participation-ways.ts';
import type { Keyring } from './kit/sealing/keyring.ts';
import type { PushGateway } from './kit/push/push-gateway.ts';
import { localPort } from './kit/subgraph/local-port.ts';
import type { Subgraph } from './kit/subgraph/subgraph.ts';
import { AppliedTombstones } from './kit/tombstone-ledger/applied-tombstones.ts';
import { closeWhenBehind, type Replay } from './kit/tombstone-ledger/catch-up.ts';
import { createViewerSigner, createViewerVerifier } from './kit/viewer/viewer-statement.ts';
import { startCatalog } from './subgraphs/catalog/catalog.ts';
import { startMember } from './subgraphs/member/member.ts';
import type { RelayOptions } from './subgraphs/member/relay/relay.setting.ts';
import { openAuditPlace } from './subgraphs/privacy/audit/audit-place.ts';
import {
  erasurePlaceOf,
  erasurePlaceShape,
  withLocalErasurePlace,
} from './subgraphs/privacy/backup/erasure-place.setting.ts';
import { startPrivacy } from './subgraphs/privacy/privacy.ts';
import type { PolicyFill } from './subgraphs/privacy/policy/policy.markdown.ts';

export interface DirectoryOptions {
  mongoUri: string;
  /** Where keys and the witness of the audit log are kept; null: made anew, and thrown away when it stops. */
  dataDir: string | null;
  /** Where the ledger of erasures and the register of backups lie; below \`dataDir\` when absent. */
  erasurePlace?: Config<typeof erasurePlaceShape>;
  /** Erases again, on restored databases, whom the ledger names. */
  replay?: Replay;
  /** The data keys of the people who are stored. */
  keyring: Keyring;
  engine: { url: string; masterKey: string };
  /** The bucket of an object store where pictures are kept; in MongoDB when absent. */
  imagePlace?: ObjectPlace | null;
  /** Postings that ranking one query may read; see RANKING_BUDGET. */
  rankingBudget?: number;
  /** Memory of kept answers; see ANSWERS_KEPT_MB. */
  answersKeptMb?: number;
  /** How long erasures wait for the search indexes to be built anew; see PURGE_HOURS. */
  purgeHours?: number;
  log: Log;
  policy: PolicyFill;
  /** By which sessions are signed and verified: Ed25519, PKCS #8 PEM. */
  sessionKey: string;
  /** By which certificates are signed, and those by which they are and were verified; made anew when absent. */
  certificateKeys?: CertificateKeys;
  /** Where mail is handed over (smtp://…), whom it comes from, and the address that links in it begin with. */
  mail: { smtp: string; from: string; publicUrl: string };
  /** Where mail comes in for buyers and suppliers; nowhere when absent. */
  relay?: RelayOptions;
  corsOrigins: readonly string[];
  /** Networks, as CIDR, of proxies in front of it. */
  trustedProxies: readonly string[];
  development: boolean;
  /** What catches the mails, shown in development. */
  mailbox: Mailbox | null;
  /** Wakes devices; absent: nobody is woken. */
  push?: PushGateway;
  /** What caught the messages that would wake devices, shown in development; absent: nothing did. */
  pushbox?: Pushbox | null;
}

export interface CertificateKeys {
  /** Ed25519, PKCS #8 PEM. */
  signing: string;
  /** Ed25519, SPKI PEM. */
  published: readonly string[];
}

export interface Directory {
  server: Server;
  /** Where mail comes in for buyers and suppliers; null: nowhere, or not yet. */
  readonly mailPort: number | null;
  /** Whether every part can serve. */
  ready(): Promise<boolean>;
  /** Stops taking requests, finishes those in flight, then stops the rest. */
  stop(): Promise<void>;
}

/** The whole directory in one process: the gateway over the three subgraphs, called without a network in between. */
export async function startDirectory({
  mongoUri,
  dataDir,
  erasurePlace,
  replay,
  keyring,
  engine,
  imagePlace = null,
  rankingBudget,
  answersKeptMb,
  purgeHours,
  log,
  policy,
  sessionKey,
  certificateKeys = newCertificateKeys(),
  mail,
  relay,
  corsOrigins,
  trustedProxies,
  development,
  mailbox,
  push,
  pushbox = null,
}: DirectoryOptions): Promise<Directory> {
  const [member, catalog, privacy, events] = connect(mongoUri, ['member', 'catalog', 'privacy', 'events']);
  const audit = await openAuditPlace(dataDir);
  const named = erasurePlace ?? readConfig(erasurePlaceShape, withLocalErasurePlace({}, audit.folder));
  const erasures = erasurePlaceOf(named, audit.auditKey);
  await member.asPromise();
  // Before anybody starts: of databases that are behind the ledger nothing is served, not for a moment.
  const stored = { applied: new AppliedTombstones(privacy), restores: new Restores(privacy) };
  await closeWhenBehind({ ...erasures, ...stored }, new Date());
  const optional = { ...(push && { push }), ...(relay && { relay }) };
  const optionalPurge = purgeHours === undefined ? {} : { purgeHours };
  const replaying = replay && { replay };
  const starting = [
    startMember({ connection: member, events, keyring, sessionKey, mail, ...optional, log }),
    startCatalog({ connection: catalog, events, engine, keyring, imagePlace, rankingBudget, ...optionalPurge, log }),
  ] as const;
  const participants = askedLocally(starting, log);
  const subgraphs = await Promise.all([
    ...starting,
    startPrivacy({
      connection: privacy,
      events,
      keyring,
      mail,
      participants,
      policy,
      log,
      databases: Object.entries({ member, catalog, privacy, events }).map(([name, connection]) => ({
        name,
        connection,
      })),
      engine,
      certificateKey: certificateKeys.signing,
      ...audit,
      ...erasures,
      ...replaying,
    }),
  ]);
  const { privateKey, publicKey } = newKeyPair();
  const verify = createViewerVerifier(publicKey);
  const ports = subgraphs.map((subgraph) => localPort(subgraph, verify));
  const sign = createViewerSigner(privateKey);
  const sessionKeys = [createPublicKey(sessionKey).export({ type: 'spki', format: 'pem' }).toString()];
  const server = await createGateway({
    ports,
    sign,
    secret: privateKey,
    answersKeptMb,
    trustedProxies,
    sessionKeys,
    certificateKeys: certificateKeys.published,
    log,
    corsOrigins,
    development,
    mailbox,
    pushbox,
  });
  return {
    server,
    get mailPort() {
      return subgraphs[0].mailPort;
    },
    ready: async () => (await Promise.all(subgraphs.map((subgraph) => subgraph.ready()))).every(Boolean),
    async stop() {
      await server.stop();
      await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
      await member.close();
      await audit.leave();
    },
  };
}

const newKeyPair = () =>
  generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

const newCertificateKeys = (): CertificateKeys => {
  const { privateKey, publicKey } = newKeyPair();
  return { signing: privateKey, published: [publicKey] };
};

/** Subgraphs as the privacy subgraph asks them, with a key that nobody else holds; what is asked before they have started waits. */
function askedLocally(
  [member, catalog]: readonly [Promise<Subgraph>, Promise<Subgraph>],
  log: Log,
): AskedParticipant[] {
  const { privateKey, publicKey } = newKeyPair();
  const [sign, verify] = [createParticipationSigner(privateKey), createParticipationVerifier(publicKey)];
  const wayTo = (subgraph: Promise<Subgraph>) => localWay(subgraph, verify);
  return [
    new AskedParticipant({ name: 'member', way: wayTo(member), sign, log }),
    new AskedParticipant({ name: 'catalog', way: wayTo(catalog), sign, log }),
  ];
}
