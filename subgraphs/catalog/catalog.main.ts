import 'reflect-metadata';
import { httpUrl, mongoUri, sharedKey } from '../../kit/config/setting.ts';
import { startConnected } from '../../kit/mongo/connected.ts';
import { runSubgraph } from '../../kit/subgraph/subgraph.process.ts';
import { keyringShape } from '../../kit/subject-keys/setting.ts';
import { startWithKeyring } from '../../kit/subject-keys/start-with-keyring.ts';
import { startCatalog } from './catalog.ts';
import { purgeHours } from './erasing/purge-window.setting.ts';
import { rankingBudget } from './ranking/ranking-budget.setting.ts';
import { imagePlaceOf, imageStoreShape } from './upload/image-store.setting.ts';

await runSubgraph(
  {
    name: 'catalog',
    takesPart: true,
    port: 4002,
    shape: {
      MONGODB_URI: mongoUri,
      MEILI_URL: httpUrl('http://127.0.0.1:7700'),
      MEILI_MASTER_KEY: sharedKey,
      ...keyringShape,
      RANKING_BUDGET: rankingBudget,
      PURGE_HOURS: purgeHours,
      ...imageStoreShape(process.env),
    },
    start: (config, log) => {
      const engine = { url: config.MEILI_URL, masterKey: config.MEILI_MASTER_KEY };
      return startWithKeyring(config, config.MONGODB_URI, (keyring) =>
        startConnected(config.MONGODB_URI, ['catalog', 'events'], ([connection, events]) =>
          startCatalog({
            connection,
            events,
            engine,
            keyring,
            imagePlace: imagePlaceOf(config),
            rankingBudget: config.RANKING_BUDGET,
            purgeHours: config.PURGE_HOURS,
            log,
          }),
        ),
      );
    },
  },
  process.env,
);
