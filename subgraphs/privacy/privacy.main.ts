import 'reflect-metadata';
import {
  ed25519PrivateKey,
  ed25519PublicKey,
  httpUrl,
  mongoUri,
  sharedKey,
  smtpUrl,
  text,
} from '../../kit/config/setting.ts';
import { startConnected } from '../../kit/mongo/connected.ts';
import { AskedParticipant } from '../../kit/participation/asked-participant.ts';
import { createParticipationSigner } from '../../kit/participation/participation-statement.ts';
import { httpWay } from '../../kit/participation/participation-ways.ts';
import { startedWith } from '../../kit/process/started-with.ts';
import { runSubgraph } from '../../kit/subgraph/subgraph.process.ts';
import { keyringShape } from '../../kit/subject-keys/setting.ts';
import { startWithKeyring } from '../../kit/subject-keys/start-with-keyring.ts';
import { namedWitness } from './audit/audit-place.ts';
import { erasurePlaceOf, erasurePlaceShape } from './backup/erasure-place.setting.ts';
import { startPrivacy } from './privacy.ts';
import { contactsOf, recipientShape } from './recipient/recipient.setting.ts';

/** What is erased is looked for in all of them; two are privacy’s own to write. */
const DATABASES = ['privacy', 'events', 'member', 'catalog'] as const;
/** With `file:FOLDER` this process is its own witness, and signs; else the witness answers over HTTP, and its word is checked. */
const isOwnWitness = process.env['WITNESS']?.startsWith('file:') ?? false;
const witnessKey = (isOwnWitness ? 'WITNESS_SIGNING_KEY' : 'WITNESS_PUBLIC_KEY') as 'WITNESS_KEY';

await runSubgraph(
  {
    name: 'privacy',
    port: 4003,
    shape: {
      MONGODB_URI: mongoUri,
      MEILI_URL: httpUrl('http://127.0.0.1:7700'),
      MEILI_MASTER_KEY: sharedKey,
      ...keyringShape,
      MEMBER_URL: httpUrl('http://127.0.0.1:4001/graphql'),
      CATALOG_URL: httpUrl('http://127.0.0.1:4002/graphql'),
      PARTICIPATION_SIGNING_KEY: ed25519PrivateKey,
      SMTP_URL: smtpUrl('smtp://127.0.0.1:1025'),
      MAIL_FROM: text(200, 'Trade Directory <directory@directory.example>'),
      PUBLIC_URL: httpUrl('http://127.0.0.1:4000'),
      AUDIT_SIGNING_KEY: ed25519PrivateKey,
      ...erasurePlaceShape,
      CERTIFICATE_SIGNING_KEY: ed25519PrivateKey,
      ...recipientShape,
      WITNESS: text(500, 'http://127.0.0.1:4004'),
      [witnessKey]: isOwnWitness ? ed25519PrivateKey : ed25519PublicKey,
      POLICY_CONTROLLER: text(200, 'Example Trade Directory (fictional)'),
      POLICY_CONTROLLER_ADDRESS: text(400, '1 Example Street, Example City (fictional)'),
      POLICY_CONTACT: text(200, 'privacy@directory.example'),
    },
    start: (config, log) => {
      const sign = createParticipationSigner(config.PARTICIPATION_SIGNING_KEY);
      const ways = { member: httpWay(config.MEMBER_URL), catalog: httpWay(config.CATALOG_URL) };
      const participants = (['member', 'catalog'] as const).map(
        (name) => new AskedParticipant({ name, way: ways[name].ask, sign, log }),
      );
      const closeWays = async () => void (await Promise.all(Object.values(ways).map((way) => way.close())));
      return startedWith(closeWays, () =>
        startWithKeyring(config, config.MONGODB_URI, (keyring) =>
          startConnected(config.MONGODB_URI, DATABASES, (connections) =>
            startPrivacy({
              connection: connections[0],
              events: connections[1],
              databases: DATABASES.map((name, at) => ({ name, connection: connections[at]! })),
              engine: { url: config.MEILI_URL, masterKey: config.MEILI_MASTER_KEY },
              keyring,
              participants,
              mail: { smtp: config.SMTP_URL, from: config.MAIL_FROM, publicUrl: config.PUBLIC_URL },
              log,
              policy: {
                controller: config.POLICY_CONTROLLER,
                controllerAddress: config.POLICY_CONTROLLER_ADDRESS,
                contact: config.POLICY_CONTACT,
              },
              ...erasurePlaceOf(config, config.AUDIT_SIGNING_KEY),
              contacts: contactsOf(config),
              certificateKey: config.CERTIFICATE_SIGNING_KEY,
              auditKey: config.AUDIT_SIGNING_KEY,
              witness: namedWitness(config.WITNESS, config[witnessKey], config.AUDIT_SIGNING_KEY),
            }),
          ),
        ),
      );
    },
  },
  process.env,
);
