import type { ClientSession, Connection } from 'mongoose';
import { globalId } from '../../../kit/global-id/global-id.ts';
import type { Log } from '../../../kit/log/log.ts';
import { LeasedWork, type LeasedWorkParts } from '../../../kit/work/leased-work.ts';
import type { ModerationDecisions } from '../../../schema/events/moderation-decisions.ts';
import type { CompanyLetters } from './company-letters.ts';

export interface DecisionNoticesParts {
  connection: Connection;
  decisions: ModerationDecisions;
  letters: CompanyLetters;
  log: Log;
}

/** Tells companies by mail what was decided about them or their products, whichever subgraph decided, once. */
export class DecisionNotices {
  readonly #parts: DecisionNoticesParts;
  readonly #work: LeasedWork;

  constructor(parts: DecisionNoticesParts) {
    this.#parts = parts;
    this.#work = new LeasedWork({
      kind: 'moderation notice',
      collection: parts.decisions.records.collection as unknown as LeasedWorkParts['collection'],
      filter: { toldAt: null },
      run: (id) => this.#tell(id),
      log: parts.log,
    });
  }

  start(): void {
    this.#work.start();
  }

  stop(): Promise<void> {
    return this.#work.stop();
  }

  async #tell(id: string): Promise<void> {
    const { connection, decisions, letters } = this.#parts;
    await connection.transaction(async (session: ClientSession) => {
      const decision = await decisions.byId(id, session);
      if (!decision || decision.toldAt) return;
      const { target, action, reason, words, targetId, companyId } = decision;
      const facts = {
        target,
        action,
        reason,
        text: words[0]?.text ?? '',
        decisionId: globalId('ModerationDecision', id),
        targetId: globalId(target === 'COMPANY' ? 'Company' : 'Product', targetId),
      };
      await letters.post(companyId, 'moderationDecided', facts, session);
      await decisions.records.collection.updateOne({ _id: id }, { $set: { toldAt: new Date() } }, { session });
    });
  }
}
