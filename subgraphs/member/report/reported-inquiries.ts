import type { Connection, mongo } from 'mongoose';
import { atOnce } from '../../../kit/mongo/at-once.ts';
import type { SideName } from '../inquiry-message/inquiry-message.record.ts';
import { EDITORS } from '../membership/company-access.ts';
import type { Participant } from '../inquiry/participants.ts';
import { abuseReportRecord } from './abuse-report.record.ts';

/** Which side of an inquiry has reported it: each does so once. */
export class ReportedInquiries {
  readonly #stored: mongo.Collection<{ _id: string; inquiryId: string; side: SideName }>;
  readonly #sides = atOnce((ids) => this.#sidesOf(ids));

  constructor(connection: Connection) {
    this.#stored = connection.collection(abuseReportRecord.collection) as never;
  }

  /** Whether somebody who takes part may report it now: the buyer, owners and editors of the company. */
  async mayReport(inquiryId: string, who: Participant): Promise<boolean> {
    if (who.side === 'SUPPLIER' && (!EDITORS.includes(who.member.role) || who.member.paused)) return false;
    return !(await this.#sides.load(inquiryId))?.includes(who.side);
  }

  async #sidesOf(ids: readonly string[]): Promise<SideName[][]> {
    const found = await this.#stored
      .find({ inquiryId: { $in: [...ids] } }, { projection: { inquiryId: 1, side: 1 } })
      .toArray();
    return ids.map((id) => found.filter(({ inquiryId }) => inquiryId === id).map(({ side }) => side));
  }
}
