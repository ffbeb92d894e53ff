import { startDirectory } from '../../directory.ts';
import { freePort } from '../../kit/local-servers/port.ts';
import { createLog } from '../../kit/log/log.ts';
import { pushSink } from '../../kit/push/push-sink.ts';
import { startMailCatcher } from '../../kit/mail/mail-catcher.ts';
import { sessionPair } from './session-pair.ts';
import { APP_ORIGIN, MAIL_FROM, POLICY, type RunningShape, type ShapeParts } from './world.shape.ts';

/** The whole directory in the process of the test, as `npm start` runs it. */
export async function startOneProcess(parts: ShapeParts): Promise<RunningShape> {
  const { servers, keys, development, imagePlace, dataDir = null, replay, purgeHours } = parts;
  const logged: string[] = [];
  const sessions = sessionPair();
  const port = await freePort();
  const catcher = await startMailCatcher({ port: 0 });
  const sink = pushSink();
  const directory = await startDirectory({
    mongoUri: servers.mongo.uri,
    dataDir,
    ...(replay && { replay }),
    ...(purgeHours !== undefined && { purgeHours }),
    keyring: keys.keyring,
    engine: servers.meili,
    imagePlace,
    log: createLog('test', (line) => void logged.push(line)),
    policy: POLICY,
    sessionKey: sessions.privateKey,
    mail: { smtp: catcher.url, from: MAIL_FROM, publicUrl: `http://127.0.0.1:${port}` },
    relay: { domain: 'relay.localhost', host: '127.0.0.1', port: 0, tls: null, resolver: null },
    mailbox: async () => catcher.mails(),
    push: sink,
    pushbox: () => sink.pushes(),
    corsOrigins: [APP_ORIGIN],
    trustedProxies: [],
    development,
  });
  return {
    address: await directory.server.listen(port, '127.0.0.1'),
    sessions,
    mailPort: directory.mailPort!,
    mailbox: async () => catcher.mails(),
    logged: () => logged,
    ready: () => directory.ready(),
    async stop() {
      await directory.stop();
      await catcher.stop();
    },
  };
}
