import { generateKeyPairSync } from 'node:crypto';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readConfig, type Environment } from '../../kit/config/config.ts';
import { createLog, type Log } from '../../kit/log/log.ts';
import { connect } from '../../kit/mongo/connect.ts';
import type * as LocalPort from '../../kit/subgraph/local-port.ts';
import type { SubgraphPort } from '../../kit/subgraph/port.ts';
import { openKeyringFrom } from '../../kit/subject-keys/open-keyring.ts';
import { keyringShape } from '../../kit/subject-keys/setting.ts';
import { createViewerSigner, createViewerVerifier } from '../../kit/viewer/viewer-statement.ts';
import type { Viewer } from '../../kit/viewer/viewer.ts';
import type * as Catalog from '../../subgraphs/catalog/catalog.ts';
import type * as Member from '../../subgraphs/member/member.ts';
import type * as Privacy from '../../subgraphs/privacy/privacy.ts';

/** What every engine stands on: the three subgraphs in this process, compiled, each called with a signed viewer. */
export interface Ground {
  /** Where the built directory lies, such as `dist`. */
  built: string;
  ports: SubgraphPort[];
  sign: (viewer: Viewer) => Promise<string>;
  log: Log;
}

/** Starts listening on a free port of this machine; answers the origin. */
export type StartEngine = (ground: Ground) => Promise<string>;

export interface GroundOptions {
  built: string;
  mongoUri: string;
  /** Settings that name the data keys of people. */
  keys: Environment;
  engine: { url: string; masterKey: string };
}

const POLICY = { controller: 'Bench', controllerAddress: '1 Bench Street', contact: 'privacy@directory.example' };

/** Loads a module of the built directory, so that what is measured is what runs. */
export const loaded = async (built: string, file: string): Promise<unknown> =>
  import(pathToFileURL(join(resolve(built), file)).href);

/** No answer is ever kept on this ground: its ports do not tell what is hidden, so that a gateway dare not. */
export async function openGround({ built, mongoUri, keys, engine }: GroundOptions): Promise<Ground> {
  const { startMember } = (await loaded(built, 'subgraphs/member/member.js')) as typeof Member;
  const { startCatalog } = (await loaded(built, 'subgraphs/catalog/catalog.js')) as typeof Catalog;
  const { privacyGraph } = (await loaded(built, 'subgraphs/privacy/privacy.js')) as typeof Privacy;
  const { localPort } = (await loaded(built, 'kit/subgraph/local-port.js')) as typeof LocalPort;
  const log = createLog('bench', () => undefined);
  const [member, catalog, events] = connect(mongoUri, ['member', 'catalog', 'events']);
  await member.asPromise();
  const { keyring } = await openKeyringFrom(readConfig(keyringShape, keys), { dataUri: mongoUri });
  const subgraphs = [
    await startMember({
      connection: member,
      events,
      keyring,
      sessionKey: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      mail: { smtp: 'smtp://127.0.0.1:1', from: 'bench@directory.example', publicUrl: 'http://127.0.0.1' },
      log,
    }),
    await startCatalog({ connection: catalog, events, engine, keyring, log }),
    {
      name: 'privacy' as const,
      ...privacyGraph({ policy: POLICY, services: {} as never }),
      ready: async () => true,
      admits: async () => true,
      stop: async () => undefined,
      onHidden: () => () => undefined,
    },
  ];
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const verify = createViewerVerifier(publicKey);
  const ports = subgraphs.map((subgraph) => ({ ...localPort(subgraph, verify), onHidden: undefined }));
  return { built, ports, sign: createViewerSigner(privateKey), log };
}
