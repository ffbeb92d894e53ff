import type { Participant } from '../../kit/participation/participant.ts';
import type { ParticipationWay } from '../../kit/participation/participation-desk.ts';
import type { VerifyParticipation } from '../../kit/participation/participation-statement.ts';
import { httpWay, localWay } from '../../kit/participation/participation-ways.ts';
import { goodsSubgraph, servedGoods } from './goods-subgraph.ts';

/** A participant of a subgraph that is served: asked in the same process, and over HTTP. */
export async function servedBothWays(participant: Participant, verifyParticipation: VerifyParticipation) {
  const subgraph = { ...goodsSubgraph().subgraph, participant };
  const goods = await servedGoods({ start: async () => subgraph, verifyParticipation });
  await goods.server.started;
  const over = httpWay(goods.server.url);
  const ways: Record<string, ParticipationWay> = {
    'in the same process': localWay(Promise.resolve(subgraph), verifyParticipation),
    'over HTTP': over.ask,
  };
  return {
    goods,
    ways,
    async stop() {
      await over.close();
      await goods.server.stop();
    },
  };
}
