import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Directory } from './directory.ts';
import { readConfig } from './kit/config/config.ts';
import {
  ed25519PublicKeys,
  host,
  httpUrl,
  networks,
  oneOf,
  origins,
  port,
  smtpUrl,
  text,
  wholeNumber,
} from './kit/config/setting.ts';
import { makeKeys } from './kit/keys/key-folder.ts';
import { startLocalServers, type LocalServers } from './kit/local-servers/local-servers.ts';
import { createLog } from './kit/log/log.ts';
import type { MailCatcher } from './kit/mail/mail-catcher.ts';
import { starting } from './kit/process/after-starting.ts';
import { watchHeap } from './kit/process/heap-watch.ts';
import { pushSink } from './kit/push/push-sink.ts';
import { withLocalKeys } from './kit/subject-keys/local-keys.ts';
import { openKeyringFrom, type OpenKeyring } from './kit/subject-keys/open-keyring.ts';
import { keyringShape } from './kit/subject-keys/setting.ts';
import { answersKept } from './gateway/answer/answers-kept.setting.ts';
import { demoPassword } from './seed/demo/demo-password.ts';
import { untilIndexed } from './seed/until-indexed.ts';
import { purgeHours } from './subgraphs/catalog/erasing/purge-window.setting.ts';
import { rankingBudget } from './subgraphs/catalog/ranking/ranking-budget.setting.ts';
import { relayShape } from './subgraphs/member/relay/relay.setting.ts';
import { erasurePlaceShape, withLocalErasurePlace } from './subgraphs/privacy/backup/erasure-place.setting.ts';
import { imagePlaceOf, imageStoreShape } from './subgraphs/catalog/upload/image-store.setting.ts';
import { welcome } from './welcome.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
let servers: LocalServers | undefined;
let directory: Directory | undefined;
let keys: OpenKeyring | undefined;
let catcher: MailCatcher | undefined;
let isStopping = false;
const answers = starting();

async function stop(why: string, code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  say(`\n${why}`);
  await directory?.stop();
  await catcher?.stop();
  await keys?.close();
  await servers?.stop();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void stop(`${signal}: stopping …`, 0));
}

/** All that takes long to load; the servers start meanwhile. */
const loading = Promise.all([
  import('./directory.ts'),
  import('./kit/mail/mail-catcher.ts'),
  import('./seed/demo/seed-demo-accounts.ts'),
  import('./seed/seed-when-empty.ts'),
]);
loading.catch(() => undefined);

try {
  const shape = {
    PORT: port(4000),
    HOST: host,
    DATA_DIR: text(500, '.data'),
    SEED_COMPANIES: wholeNumber(0, 100_000, 400),
    SEED_PRODUCTS: wholeNumber(0, 1_000_000, 6_000),
    CORS_ORIGINS: origins,
    TRUSTED_PROXIES: networks,
    MAIL_FROM: text(200, 'Trade Directory <directory@directory.example>'),
    PUBLIC_URL: httpUrl(`http://127.0.0.1:${process.env['PORT'] || 4000}`),
    MAIL_RELAY_DOMAIN: relayShape.MAIL_RELAY_DOMAIN,
    SMTP_IN_PORT: port(0),
    LOG_LEVEL: oneOf(['info', 'warn', 'error', 'silent'], 'warn'),
    RANKING_BUDGET: rankingBudget,
    ANSWERS_KEPT_MB: answersKept,
    PURGE_HOURS: purgeHours,
    ...imageStoreShape(process.env),
  };
  const config = readConfig(shape, process.env);
  /** Null: mail is caught and shown, and goes nowhere. */
  const smtp = process.env['SMTP_URL'] ? readConfig({ SMTP_URL: smtpUrl() }, process.env).SMTP_URL : null;
  const password = demoPassword(process.env);
  const log = createLog('directory', (line) => void process.stderr.write(line), config.LOG_LEVEL);
  const keysConfig = readConfig(keyringShape, withLocalKeys(process.env, config.DATA_DIR));
  watchHeap(({ usedMb, limitMb }) =>
    log.warn('little heap is left', {
      reason: `${usedMb} of ${limitMb} MB are in use: start with more, such as HEAP_MB=${2 * limitMb} npm start`,
    }),
  );
  const started = Date.now();
  servers = await startLocalServers({ dataDir: config.DATA_DIR, env: process.env, log: say });
  const [{ startDirectory }, { startMailCatcher }, { seedDemoAccounts }, { seedWhenEmpty }] = await loading;
  const keyFiles = await makeKeys(join(config.DATA_DIR, 'keys'));
  keys = await openKeyringFrom(keysConfig, { dataUri: servers.mongo.uri });
  const { keyring } = keys;
  const sink = pushSink();
  const caught = smtp === null ? (catcher = await startMailCatcher({ port: 0 })) : { url: smtp, mails: () => [] };
  directory = await startDirectory({
    mongoUri: servers.mongo.uri,
    dataDir: config.DATA_DIR,
    erasurePlace: readConfig(erasurePlaceShape, withLocalErasurePlace(process.env, config.DATA_DIR)),
    keyring,
    engine: servers.meili,
    imagePlace: imagePlaceOf(config),
    rankingBudget: config.RANKING_BUDGET,
    answersKeptMb: config.ANSWERS_KEPT_MB,
    purgeHours: config.PURGE_HOURS,
    log,
    policy: {
      controller: 'Trade Directory Demo',
      controllerAddress: '1 Example Square, Example City',
      contact: 'privacy@directory.example',
    },
    sessionKey: await readFile(keyFiles.sessionSigningKey, 'utf8'),
    certificateKeys: {
      signing: await readFile(keyFiles.certificateSigningKey, 'utf8'),
      published: ed25519PublicKeys.type.parse(await readFile(keyFiles.certificatePublicKey, 'utf8')),
    },
    mail: { smtp: caught.url, from: config.MAIL_FROM, publicUrl: config.PUBLIC_URL },
    relay: {
      domain: config.MAIL_RELAY_DOMAIN,
      host: config.HOST,
      port: config.SMTP_IN_PORT,
      tls: null,
      resolver: null,
    },
    mailbox: async () => caught.mails(),
    push: sink,
    pushbox: () => sink.pushes(),
    corsOrigins: config.CORS_ORIGINS,
    trustedProxies: config.TRUSTED_PROXIES,
    development: true,
  });
  const size = { companies: config.SEED_COMPANIES, products: config.SEED_PRODUCTS };
  const seeded = await seedWhenEmpty({ mongoUri: servers.mongo.uri, size, keyring, say });
  while (!(await directory.ready())) await sleep(20);
  const address = await directory.server.listen(config.PORT, config.HOST);
  answers();
  await seedDemoAccounts({ mongoUri: servers.mongo.uri, keyring, password });
  if (seeded) {
    say('Indexing …');
    await untilIndexed(address, size.products);
  }
  const { mailPort } = directory;
  const facts = { address, mailPort, relayDomain: config.MAIL_RELAY_DOMAIN, dataDir: config.DATA_DIR, password };
  say(welcome({ ...facts, tookMs: Date.now() - started }));
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  const what =
    code === 'EADDRINUSE' ? 'The port is in use by another program: choose one, such as PORT=4001 npm start.' : message;
  await stop(`Not started. ${what}`, 1);
}
