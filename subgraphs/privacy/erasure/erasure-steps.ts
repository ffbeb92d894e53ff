import { isDeepStrictEqual } from 'node:util';
import type { ErasureCount } from '../../../kit/participation/erasing.ts';
import { isSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { CaseStore } from '../case/case-store.ts';
import { referencesOf } from '../person/stored-person.ts';
import { changedPlaces, countedPlaces } from './erasure-counting.ts';
import type { ErasureForeseeing } from './erasure-foreseeing.ts';
import type { Census, Eraser, Held, Holds, Recipients, TombstoneLedger } from './erasure-ports.ts';
import type { Erasure } from './erasure.record.ts';
import { countsOf, targetOf } from './erasure-target.ts';
import { fatesTold, toldByAll, whereMembersAre } from './told-by-all.ts';
import type { SeenHolds } from './seen-holds.ts';
import { blocked, done, later, type StepOutcome } from './step-outcome.ts';

export interface ErasureStepsParts {
  participants: readonly Eraser[];
  caseStore: Pick<CaseStore, 'byId' | 'forgetAddresses'>;
  foreseeing: Pick<ErasureForeseeing, 'references'>;
  holds: Pick<Holds, 'heldFor'>;
  seenHolds: SeenHolds;
  ledger: TombstoneLedger;
  recipients: Pick<Recipients, 'send'>;
  keyring: Pick<Keyring, 'destroyed'>;
  census: Pick<Census, 'namedBy'>;
  now: () => Date;
}

/** So soon it is looked again whether what was begun before the fence is over. */
const DRAIN_MS = 50;
const NOBODY = { references: [] };

/** What an erasure does, from the fence to the destruction of keys. Each step may be done again, after a crash too, and then does what is left of it. */
export class ErasureSteps {
  readonly #parts: ErasureStepsParts;

  constructor(parts: ErasureStepsParts) {
    this.#parts = parts;
  }

  /** Whether it is still what was planned, before anything is done. */
  async begin({ maps, companies, persons }: Erasure): Promise<StepOutcome> {
    const { participants } = this.#parts;
    const described = await Promise.all(participants.map((one) => one.describe()));
    const other = participants.find(({ name }, index) => described[index]!.mapHash !== hashOf(maps, name));
    if (other) return blocked('OTHER_DECLARATION', other.name);
    const told = await fatesTold(participants, referencesOf(persons));
    const planned = new Map(companies.map(({ companyId, fate }) => [companyId, fate]));
    const wrong = told.find(({ companyId, fate }) => planned.get(companyId) !== fate);
    return wrong ? blocked('OTHER_COMPANIES', wrong.companyId) : done('FENCE');
  }

  /** From here on nothing is stored; and what outlives every backup says so, before anything is gone. */
  async fence(erasure: Erasure): Promise<StepOutcome> {
    const { participants, ledger, recipients, now } = this.#parts;
    const target = targetOf(erasure);
    const told = await Promise.all(participants.map((one) => one.fence(target)));
    const fencedAt = now();
    const { erasureId, planHash, references } = target;
    const at = fencedAt.toISOString();
    // Of whom nothing is stored nothing can come back.
    const buried = references.length > 0 ? await ledger.append({ erasureId, planHash, at, references }) : null;
    await recipients.send({ erasureId, references: references.map(({ ref }) => ref) });
    const known = { fencedAt: erasure.fencedAt ?? fencedAt, ledgerSequence: buried?.sequence ?? null };
    return done(
      'DRAIN',
      known,
      told.reduce((sum, { changed }) => sum + changed, 0),
    );
  }

  /** What was begun before ends; then there is nothing that changes any more, and it is counted. */
  async drain(erasure: Erasure): Promise<StepOutcome> {
    const { participants, caseStore, foreseeing, holds } = this.#parts;
    const found = await caseStore.byId(erasure.caseId);
    if (!found) return blocked('OTHER_REFERENCES', 'privacyCases');
    const planned = new Set(erasure.persons.map(({ personRef }) => personRef));
    // Whoever comes back later is another person, and may have the address that this one had.
    const { references } = erasure.shreddedAt ? NOBODY : await foreseeing.references(found);
    if (references.some(({ ref }) => !planned.has(ref))) return blocked('OTHER_REFERENCES');
    const told = await Promise.all(participants.map((one) => one.drain(targetOf(erasure))));
    if (told.some(({ waiting }) => waiting > 0)) return later(DRAIN_MS);
    const { held, more } = await holds.heldFor(referencesOf(erasure.persons));
    if (more) return blocked('TOO_MUCH_HELD');
    const target = targetOf({ ...erasure, held: [...held] });
    const counts = countsOf(await Promise.all(participants.map((one) => one.foresee(target))));
    const steps = countedPlaces(erasure, counts);
    if ('unplanned' in steps) return blocked('OTHER_PLACES', steps.unplanned);
    return done('REVOKE', { steps, held: [...held] }, steps.length);
  }

  /** Sessions and links ended with the fence: whoever began something since was not told of it. */
  async revoke(erasure: Erasure): Promise<StepOutcome> {
    const { participants } = this.#parts;
    const told = await Promise.all(participants.map((one) => one.fence(targetOf(erasure))));
    const other = participants.find((_, index) => told[index]!.changed > 0);
    return other ? blocked('NOT_FENCED', other.name) : done('UNINDEX');
  }

  async unindex(erasure: Erasure): Promise<StepOutcome> {
    const told = await Promise.all(this.#parts.participants.map((one) => one.unindex(targetOf(erasure))));
    return done(
      'ERASE',
      {},
      told.reduce((sum, { changed }) => sum + changed, 0),
    );
  }

  /** What is changed has to be what was counted, at every place. What is held by now, or no more, is counted anew first. */
  async erase(erasure: Erasure): Promise<StepOutcome> {
    const { participants, seenHolds } = this.#parts;
    const target = targetOf(erasure);
    let seen = await seenHolds.of(target.references);
    const isAsCounted = async () => {
      if (!(await seenHolds.stillSo(seen))) seen = await seenHolds.of(target.references);
      return isSame(seen.held, erasure.held);
    };
    if (!isSame(seen.held, erasure.held)) return done('DRAIN');
    for (const { decision, ...mention } of erasure.mentions)
      if (decision === 'REDACT')
        await toldByAll(whereMembersAre(participants), async (one) => one.redact?.(target.references, mention));
    const told = await Promise.all(participants.map((one) => erasedBy(one, target, isAsCounted)));
    if (!told.every((counts) => counts !== null)) return done('DRAIN');
    const steps = changedPlaces(erasure, countsOf(told));
    if ('differs' in steps) return blocked('COUNT_DIFFERS', steps.differs);
    return done(
      'SHRED',
      { steps },
      steps.reduce((sum, { changed }) => sum + changed!, 0),
    );
  }

  /** The keys of records that are held stay; so does the key of the case's own file, whose reference is none of the person's here. */
  async shred(erasure: Erasure): Promise<StepOutcome> {
    const { participants, caseStore, keyring, now } = this.#parts;
    const references = await this.shredded(erasure);
    await caseStore.forgetAddresses(erasure.persons.map(({ personRef }) => personRef));
    await Promise.all(participants.map((one) => one.shred(references)));
    const destroyed = await keyring.destroyed(references.map(({ ref }) => ref));
    return done('PURGE', { shreddedAt: now(), keysDestroyed: destroyed.size }, destroyed.size);
  }

  /** Those whose keys are destroyed; an account has none. */
  async shredded({ persons, held }: Pick<Erasure, 'persons' | 'held'>) {
    const kept = await this.#parts.census.namedBy(
      held,
      persons.map(({ personRef }) => personRef),
    );
    return referencesOf(persons).filter(({ ref }) => isSubjectRef(ref) && !kept.has(ref));
  }
}

/** Calls until all is done; each call does what is left of it. Null: something else is held by now than what was counted. */
async function erasedBy(
  one: Eraser,
  target: ReturnType<typeof targetOf>,
  isAsCounted: () => Promise<boolean>,
): Promise<ErasureCount[] | null> {
  for (;;) {
    const { done: isDone, counts } = await one.erase(target);
    if (isDone) return counts;
    if (!(await isAsCounted())) return null;
  }
}

const hashOf = (maps: Erasure['maps'], name: string): string | undefined =>
  maps.find(({ part }) => part === name)?.mapHash;

const isSame = (some: readonly Held[], others: readonly Held[]): boolean =>
  isDeepStrictEqual(idsOf(some), idsOf(others));

const idsOf = (held: readonly Held[]): string[] =>
  held.map(({ store, collection, id }) => JSON.stringify([store, collection, id])).toSorted();
