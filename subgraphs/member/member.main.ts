import 'reflect-metadata';
import { ed25519PrivateKey, httpUrl, mongoUri, smtpUrl, text } from '../../kit/config/setting.ts';
import { startConnected } from '../../kit/mongo/connected.ts';
import { runSubgraph } from '../../kit/subgraph/subgraph.process.ts';
import { keyringShape } from '../../kit/subject-keys/setting.ts';
import { startWithKeyring } from '../../kit/subject-keys/start-with-keyring.ts';
import { pushGatewayOf, pushShape } from './alert/push.setting.ts';
import { startMember } from './member.ts';
import { relayOptionsOf, relayShape } from './relay/relay.setting.ts';

await runSubgraph(
  {
    name: 'member',
    takesPart: true,
    port: 4001,
    shape: {
      MONGODB_URI: mongoUri,
      ...keyringShape,
      SESSION_SIGNING_KEY: ed25519PrivateKey,
      SMTP_URL: smtpUrl('smtp://127.0.0.1:1025'),
      MAIL_FROM: text(200, 'Trade Directory <directory@directory.example>'),
      PUBLIC_URL: httpUrl('http://127.0.0.1:4000'),
      ...relayShape,
      ...pushShape,
    },
    start: (config, log) =>
      startWithKeyring(config, config.MONGODB_URI, (keyring) =>
        startConnected(config.MONGODB_URI, ['member', 'events'], ([connection, events]) =>
          startMember({
            connection,
            events,
            keyring,
            sessionKey: config.SESSION_SIGNING_KEY,
            mail: { smtp: config.SMTP_URL, from: config.MAIL_FROM, publicUrl: config.PUBLIC_URL },
            relay: relayOptionsOf(config),
            push: pushGatewayOf(config),
            log,
          }),
        ),
      ),
  },
  process.env,
);
