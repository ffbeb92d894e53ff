import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import type { ExecutionResult } from 'graphql';
import { createGateway } from '../../gateway/gateway.ts';
import type { Server } from '../../gateway/http/server.ts';
import { createLog } from '../../kit/log/log.ts';
import { localPort } from '../../kit/subgraph/local-port.ts';
import type { PreparedOperation, SubgraphPort } from '../../kit/subgraph/port.ts';
import { createViewerSigner, createViewerVerifier } from '../../kit/viewer/viewer-statement.ts';
import { startPrivacy } from '../../subgraphs/privacy/privacy.ts';
import { client, type Client } from './client.ts';

const POLICY = {
  controller: 'Test Directory',
  controllerAddress: '1 Test Street',
  contact: 'privacy@directory.example',
};

/** A way to a subgraph that does what a test wants: whatever `run` makes of an operation. */
const brokenPort = (name: SubgraphPort['name'], run: () => unknown): SubgraphPort => ({
  name,
  answersAlone: () => true,
  prepare: (): PreparedOperation => () => run() as ExecutionResult,
  ready: async () => true,
  onHidden: () => () => undefined,
});

export interface SmallGateway extends Client {
  server: Server;
  address: string;
  logged: string[];
}

/** A gateway over the real privacy subgraph, and over `member` and `catalog` as given. */
export async function gatewayOver(
  { member, catalog }: { member: () => unknown; catalog: () => unknown },
  development = false,
): Promise<SmallGateway> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const logged: string[] = [];
  const server = await createGateway({
    ports: [
      brokenPort('member', member),
      brokenPort('catalog', catalog),
      localPort(startPrivacy(POLICY), createViewerVerifier(publicKey)),
    ],
    sign: createViewerSigner(privateKey),
    log: createLog('gateway', (line) => void logged.push(line)),
    corsOrigins: ['https://app.example'],
    development,
  });
  const address = await server.listen(0, '127.0.0.1');
  return { ...client(address), server, address, logged };
}
