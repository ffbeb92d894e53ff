import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Census, EngineCensus, Eraser } from './erasure-ports.ts';
import type { Erasure } from './erasure.record.ts';
import type { ErasureSteps } from './erasure-steps.ts';
import { targetOf } from './erasure-target.ts';
import { blocked, done, later, type StepOutcome } from './step-outcome.ts';

export interface ErasureChecksParts {
  participants: readonly Eraser[];
  steps: Pick<ErasureSteps, 'shredded'>;
  census: Census;
  engine: EngineCensus;
  keyring: Pick<Keyring, 'destroyed'>;
  now: () => Date;
}

/** A certificate waits so long for the index; of what takes longer it says until when. */
const MOST_PURGE_MS = 86_400_000;
const SHORTEST_LOOK_MS = 250;
const LONGEST_LOOK_MS = 60_000;

/** Looks whether an erasure was done: at the parts of the directory, and at every store itself, for a part may say what is not so. */
export class ErasureChecks {
  readonly #parts: ErasureChecksParts;

  constructor(parts: ErasureChecksParts) {
    this.#parts = parts;
  }

  /** Deleted text is still in files of the index until they are rewritten, for all who were erased meanwhile together. */
  async purge(erasure: Erasure): Promise<StepOutcome> {
    const { participants, now } = this.#parts;
    const told = await Promise.all(participants.map((one) => one.purge(targetOf(erasure))));
    const waiting = told.filter((one) => !one.done);
    if (waiting.length === 0) return done('VERIFY', { purgeUntil: null });
    const ends = waiting.flatMap(({ until }) => (until === null ? [] : [Date.parse(until)]));
    const waited = now().getTime() - (erasure.shreddedAt ?? now()).getTime();
    const purgeUntil = ends.length > 0 ? new Date(Math.max(...ends)) : null;
    if (purgeUntil && purgeUntil.getTime() - now().getTime() > MOST_PURGE_MS) return done('VERIFY', { purgeUntil });
    return later(Math.min(LONGEST_LOOK_MS, Math.max(SHORTEST_LOOK_MS, waited / 10)), { purgeUntil });
  }

  async verify(erasure: Erasure): Promise<StepOutcome> {
    const { participants, steps, census, engine, keyring, now } = this.#parts;
    const target = targetOf(erasure);
    const told = (await Promise.all(participants.map((one) => one.verify(target)))).flat();
    const seen = await census.left(
      target.references.map(({ ref }) => ref),
      target.held,
      target.companies,
    );
    const left = [...told, ...seen].find(({ records }) => records > 0);
    if (left) return blocked('SOMETHING_LEFT', `${left.store}.${left.collection} ${left.subjectPath}: ${left.records}`);
    const refs = (await steps.shredded(erasure)).map(({ ref }) => ref);
    const destroyed = await keyring.destroyed(refs);
    if (refs.some((ref) => !destroyed.has(ref))) return blocked('KEY_LEFT', `${refs.length - destroyed.size}`);
    const hidden = target.companies.filter(({ fate }) => fate !== 'LIVES_ON').map(({ companyId }) => companyId);
    const indexed = await engine.left(hidden);
    if (indexed.left.length > 0) return blocked('INDEX_LEFT', indexed.left.join(' '));
    return done('CERTIFY', { verifiedAt: now(), indexes: [...indexed.asked] });
  }
}
