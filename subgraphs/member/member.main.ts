import 'reflect-metadata';
import { mongoUri } from '../../kit/config/setting.ts';
import { startConnected } from '../../kit/mongo/connected.ts';
import { runSubgraph } from '../../kit/subgraph/subgraph.process.ts';
import { startMember } from './member.ts';

await runSubgraph(
  {
    name: 'member',
    port: 4001,
    shape: { MONGODB_URI: mongoUri },
    start: ({ MONGODB_URI }) =>
      startConnected(MONGODB_URI, ['member', 'events'], ([own, events]) => startMember(own, events)),
  },
  process.env,
);
