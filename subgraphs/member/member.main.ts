import 'reflect-metadata';
import { mongoUri } from '../../kit/config/setting.ts';
import { startConnected } from '../../kit/mongo/connected.ts';
import { runSubgraph } from '../../kit/subgraph/subgraph.process.ts';
import { keyringShape } from '../../kit/subject-keys/setting.ts';
import { startWithKeyring } from '../../kit/subject-keys/start-with-keyring.ts';
import { startMember } from './member.ts';

await runSubgraph(
  {
    name: 'member',
    port: 4001,
    shape: { MONGODB_URI: mongoUri, ...keyringShape },
    start: (config) =>
      startWithKeyring(config, config.MONGODB_URI, (keyring) =>
        startConnected(config.MONGODB_URI, ['member', 'events'], ([connection, events]) =>
          startMember({ connection, events, keyring }),
        ),
      ),
  },
  process.env,
);
