import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import type { ExecutionResult } from 'graphql';
import { createGateway } from '../../gateway/gateway.ts';
import type { Server } from '../../gateway/http/server.ts';
import { createLog } from '../../kit/log/log.ts';
import { localPort } from '../../kit/subgraph/local-port.ts';
import type { PreparedOperation, SubgraphCall, SubgraphPort, Variables } from '../../kit/subgraph/port.ts';
import type { Viewer } from '../../kit/viewer/viewer.ts';
import { createViewerSigner, createViewerVerifier } from '../../kit/viewer/viewer-statement.ts';
import type { Subgraph } from '../../kit/subgraph/subgraph.ts';
import { privacyGraph } from '../../subgraphs/privacy/privacy.ts';
import { client, type Client } from './client.ts';
import { sessionPair, type SessionPair } from './session-pair.ts';

const POLICY = {
  controller: 'Test Directory',
  controllerAddress: '1 Test Street',
  contact: 'privacy@directory.example',
};

/** The real privacy subgraph without a database: the policy, and an audit log that answers nobody. */
const privacy: Subgraph = {
  name: 'privacy',
  ...privacyGraph({ policy: POLICY, services: {} as never }),
  admits: async () => true,
  ready: async () => true,
  stop: async () => undefined,
  onHidden: () => () => undefined,
};

/** What a test's subgraph makes of a call; who asks is stated in it. */
type Run = (call: SubgraphCall, variables: Variables) => unknown;

/** A way to a subgraph that does what a test wants: whatever `run` makes of an operation. */
const brokenPort = (name: SubgraphPort['name'], run: Run, inProcess: boolean): SubgraphPort => ({
  name,
  inProcess,
  answersAlone: () => true,
  prepare: (): PreparedOperation => (variables, call) => run(call, variables) as ExecutionResult,
  ready: async () => true,
  onHidden: () => () => undefined,
});

export interface SmallGateway extends Client {
  server: Server;
  address: string;
  /** Opens sessions that this gateway takes. */
  sessions: SessionPair;
  /** Keys that it publishes for certificates; no session is to be opened by them. */
  certificates: readonly SessionPair[];
  /** Reads who asks from the statement of a call. */
  viewerOf: (call: SubgraphCall) => Promise<Viewer>;
  logged: string[];
}

/** A gateway over the real privacy subgraph, and over `member` and `catalog` as given. */
export async function gatewayOver(
  { member, catalog }: { member: Run; catalog: Run },
  development = false,
  inProcess = false,
): Promise<SmallGateway> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const logged: string[] = [];
  const sessions = sessionPair();
  const certificates = [sessionPair(), sessionPair()];
  const verify = createViewerVerifier(publicKey);
  const server = await createGateway({
    ports: [
      brokenPort('member', member, inProcess),
      brokenPort('catalog', catalog, inProcess),
      localPort(privacy, verify),
    ],
    sign: createViewerSigner(privateKey),
    secret: privateKey,
    sessionKeys: [sessions.publicKey],
    certificateKeys: certificates.map((pair) => pair.publicKey),
    log: createLog('gateway', (line) => void logged.push(line)),
    corsOrigins: ['https://app.example'],
    trustedProxies: [],
    development,
    mailbox: async () => [],
    pushbox: () => [],
  });
  const address = await server.listen(0, '127.0.0.1');
  return {
    ...client(address),
    server,
    address,
    sessions,
    certificates,
    viewerOf: async ({ statement }) => (await verify(statement)).viewer,
    logged,
  };
}
