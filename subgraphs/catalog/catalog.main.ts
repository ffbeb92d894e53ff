import 'reflect-metadata';
import { httpUrl, mongoUri, sharedKey } from '../../kit/config/setting.ts';
import { startConnected } from '../../kit/mongo/connected.ts';
import { runSubgraph } from '../../kit/subgraph/subgraph.process.ts';
import { startCatalog } from './catalog.ts';

await runSubgraph(
  {
    name: 'catalog',
    port: 4002,
    shape: { MONGODB_URI: mongoUri, MEILI_URL: httpUrl('http://127.0.0.1:7700'), MEILI_MASTER_KEY: sharedKey },
    start: ({ MONGODB_URI, MEILI_URL, MEILI_MASTER_KEY }, log) => {
      const engine = { url: MEILI_URL, masterKey: MEILI_MASTER_KEY };
      return startConnected(MONGODB_URI, ['catalog', 'events'], ([connection, events]) =>
        startCatalog({ connection, events, engine, log }),
      );
    },
  },
  process.env,
);
