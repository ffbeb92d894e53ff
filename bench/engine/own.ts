import type * as Gateway from '../../gateway/gateway.ts';
import { loaded, type StartEngine } from './ground.ts';

/** The directory's own gateway: the Rust query planner, and an executor that passes plans of one fetch through. */
export const startOwn: StartEngine = async ({ built, ports, sign, log }) => {
  const { createGateway } = (await loaded(built, 'gateway/gateway.js')) as typeof Gateway;
  const server = await createGateway({
    ports,
    sign,
    sessionKeys: [],
    certificateKeys: [],
    log,
    corsOrigins: [],
    secret: 'bench',
    trustedProxies: [],
    development: false,
    mailbox: null,
  });
  return server.listen(0, '127.0.0.1');
};
