import { readFileSync } from 'node:fs';
import { assetPath } from '../kit/assets/asset-path.ts';
import { ConfigError, processShape, readConfig } from '../kit/config/config.ts';
import { ed25519PrivateKey, ed25519PublicKeys, host, httpUrl, networks, origins, port } from '../kit/config/setting.ts';
import { createLog } from '../kit/log/log.ts';
import { endOnSignal } from '../kit/process/lifetime.ts';
import { httpPort } from '../kit/subgraph/http-port.ts';
import { createViewerSigner } from '../kit/viewer/viewer-statement.ts';
import { createGateway } from './gateway.ts';
import { mailboxAt } from './http/mailbox.route.ts';

const shape = {
  ...processShape,
  HOST: host,
  PORT: port(4000),
  MEMBER_URL: httpUrl('http://127.0.0.1:4001/graphql'),
  CATALOG_URL: httpUrl('http://127.0.0.1:4002/graphql'),
  PRIVACY_URL: httpUrl('http://127.0.0.1:4003/graphql'),
  VIEWER_SIGNING_KEY: ed25519PrivateKey,
  SESSION_PUBLIC_KEY: ed25519PublicKeys,
  CERTIFICATE_PUBLIC_KEY: ed25519PublicKeys,
  CORS_ORIGINS: origins,
  TRUSTED_PROXIES: networks,
  /** Read in development alone. */
  MAILBOX_URL: { ...httpUrl(), fallback: 'http://127.0.0.1:1080' },
};
const write = (line: string): void => void process.stdout.write(line);

try {
  const config = readConfig(shape, process.env);
  const log = createLog('gateway', write, config.LOG_LEVEL);
  const sdlOf = (name: string): string => readFileSync(assetPath(import.meta.url, `schema/${name}.graphql`), 'utf8');
  const ports = [
    httpPort({ name: 'member', url: config.MEMBER_URL, sdl: sdlOf('member') }),
    httpPort({ name: 'catalog', url: config.CATALOG_URL, sdl: sdlOf('catalog') }),
    httpPort({ name: 'privacy', url: config.PRIVACY_URL, sdl: sdlOf('privacy') }),
  ];
  const server = await createGateway({
    ports,
    sign: createViewerSigner(config.VIEWER_SIGNING_KEY),
    secret: config.VIEWER_SIGNING_KEY,
    trustedProxies: config.TRUSTED_PROXIES,
    sessionKeys: config.SESSION_PUBLIC_KEY,
    certificateKeys: config.CERTIFICATE_PUBLIC_KEY,
    log,
    corsOrigins: config.CORS_ORIGINS,
    development: config.NODE_ENV !== 'production',
    mailbox: mailboxAt(config.MAILBOX_URL),
  });
  log.info('listening', { address: await server.listen(config.PORT, config.HOST) });
  endOnSignal(async () => {
    await server.stop();
    await Promise.all(ports.map((subgraph) => subgraph.close()));
  }, log);
} catch (error) {
  const log = createLog('gateway', write);
  if (error instanceof ConfigError) for (const reason of error.mistakes) log.error('configuration mistake', { reason });
  else log.error('not started', { reason: (error as Error).message });
  process.exitCode = 1;
}
