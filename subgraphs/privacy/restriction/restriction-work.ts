import type { Participant } from '../../../kit/participation/participant.ts';
import type { Renew } from '../../../kit/work/leased-work.ts';
import { waitedFor } from '../../../kit/work/waiting.ts';
import { CaseTaskWork, taskIdOf, type CaseTaskWorkParts } from '../case-work/case-task-work.ts';
import { referencesOf } from '../person/stored-person.ts';

export interface RestrictionWorkParts extends CaseTaskWorkParts {
  participants: readonly Pick<Participant, 'lift'>[];
}

/** Longer than a part of the directory may take to answer. */
const LEASE_MS = 90_000;

/** Has every part of the directory take up again what was stopped for a restriction, until each has answered. */
export class RestrictionWork extends CaseTaskWork {
  readonly #parts: RestrictionWorkParts;

  constructor(parts: RestrictionWorkParts) {
    super(parts, { kind: 'restriction lifted', task: 'LIFT', leaseMs: LEASE_MS });
    this.#parts = parts;
  }

  /** Begins what was written a moment ago, and waits for it as long as somebody waits for an answer. */
  async settled(caseId: string): Promise<void> {
    this.wake();
    const one = { _id: taskIdOf(caseId, 'LIFT') };
    await waitedFor(async () => (await this.tasks.findOne(one, { projection: { _id: 1 } })) === null);
  }

  protected async run(id: string, renew: Renew): Promise<void> {
    const found = await this.caseOf(id);
    for (const participant of found ? this.#parts.participants : []) {
      await renew();
      await participant.lift(referencesOf(found!.subjects), 'RESTRICTION');
    }
    await this.tasks.deleteOne({ _id: id });
  }
}
