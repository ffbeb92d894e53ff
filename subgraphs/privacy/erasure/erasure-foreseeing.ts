import type { PersonReference } from '../../../kit/participation/participant.ts';
import { MOST_HELD, MOST_REFERENCES } from '../../../kit/participation/participation-messages.ts';
import { unavailable } from '../../../kit/graphql/refusal.ts';
import { faultOf } from '../../../kit/log/fault.ts';
import type { Log } from '../../../kit/log/log.ts';
import { personOf } from '../person/person.ts';
import { referencesOf, storedPersons } from '../person/stored-person.ts';
import type { PrivacyCase } from '../case/privacy-case.record.ts';
import type { Eraser, Holds } from './erasure-ports.ts';
import type { Erasure } from './erasure.record.ts';
import { countsOf, targetOf } from './erasure-target.ts';
import type { ErasureGroundName } from './erasure.values.ts';
import { fatesTold, mentionsTold } from './told-by-all.ts';
import { planHashOf, type Planned } from './plan-hash.ts';

export interface ErasureForeseeingParts {
  participants: readonly Eraser[];
  holds: Pick<Holds, 'heldFor'>;
  /** Those of these references under which files of cases are: they stay, and their keys. */
  filesAmong: (references: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The declaration of personal data as a whole. */
  mapHash: string;
  log: Log;
}

/** What an erasure would do now. */
export interface Foreseen extends Planned {
  planHash: string;
  fileRef: string;
  /** Accounts of whoever asks for it. */
  askers: string[];
}

/** More is under legal holds than an erasure can leave out. */
export class TooMuchHeld extends Error {
  override name = 'TooMuchHeld';
  /** What would be planned, without the places. */
  readonly foreseen: Foreseen;
  /** At which moment of the holds. */
  readonly changes: number;

  constructor(foreseen: Foreseen, changes: number) {
    super(`Expected at most ${MOST_HELD} records of one person under legal holds, got more.`);
    [this.foreseen, this.changes] = [foreseen, changes];
  }
}

/** Foresees erasures: asks every part of the directory, and changes nothing. Throws UNAVAILABLE when one does not answer: half a plan is none; and TooMuchHeld. */
export class ErasureForeseeing {
  readonly #parts: ErasureForeseeingParts;

  constructor(parts: ErasureForeseeingParts) {
    this.#parts = parts;
  }

  /** `before`: what was planned for this case and did not end; what it knew of the person counts, for some of it may be gone. */
  async of(found: PrivacyCase, ground: ErasureGroundName, before: Erasure | null = null): Promise<Foreseen> {
    try {
      return await this.#foreseen(found, ground, before);
    } catch (error) {
      if ((error as Error).name === 'OtherDeclaration' || error instanceof TooMuchHeld) throw error;
      this.#parts.log.warn('erasure not foreseen', faultOf(error));
      throw unavailable('A part of the directory does not answer; nothing was changed. Try again in a minute.');
    }
  }

  /** Everything that the person is stored under now, but for the files of their cases. */
  async references(
    found: PrivacyCase,
    { persons }: Pick<Erasure, 'persons'> = { persons: [] },
  ): Promise<{ references: PersonReference[]; askers: string[] }> {
    const { participants, filesAmong } = this.#parts;
    const person = await personOf(participants, soughtIn(found));
    const asker = found.representatives.length > 0 ? await personOf(participants, { email: found.email }) : person;
    const known = [...referencesOf(found.subjects), ...referencesOf(persons), ...person.references];
    const each = new Map(known.map((reference) => [reference.ref, reference]));
    const files = await filesAmong([...each.keys()]);
    const references = [...each.values()].filter(({ ref }) => ref !== found.applicantRef && !files.has(ref));
    const accounts = [found.accountId, found.openedBy, person.account?.accountId, asker.account?.accountId];
    return { references, askers: [...new Set(accounts.filter((one) => typeof one === 'string'))] };
  }

  async #foreseen(found: PrivacyCase, ground: ErasureGroundName, before: Erasure | null): Promise<Foreseen> {
    const { participants, holds, mapHash } = this.#parts;
    const { references, askers } = await this.references(found, before ?? undefined);
    if (references.length > MOST_REFERENCES)
      throw new Error(`Expected at most ${MOST_REFERENCES} references, got ${references.length}.`);
    const [described, { held, more, changes }, fates, mentioned] = await Promise.all([
      Promise.all(participants.map(async (one) => ({ part: one.name, mapHash: (await one.describe()).mapHash }))),
      holds.heldFor(references),
      fatesTold(participants, references),
      mentionsTold(participants, references),
    ]);
    const companies = [
      ...new Map([...(before?.companies ?? []), ...fates].map((one) => [one.companyId, one])).values(),
    ];
    const known = new Map((before?.mentions ?? []).map((one) => [mentionKey(one), one.decision]));
    const mentions = mentioned.mentions.map((one) => ({ ...one, decision: known.get(mentionKey(one)) ?? null }));
    const plan: Planned = {
      caseId: found._id,
      ground,
      mapHash,
      maps: described,
      persons: storedPersons(references),
      companies,
      held: more ? [] : [...held],
      mentions,
      moreMentions: mentioned.more,
      steps: [],
    };
    const about = { fileRef: found.applicantRef, askers };
    if (more) throw new TooMuchHeld({ ...plan, planHash: planHashOf(plan), ...about }, changes);
    const target = targetOf({ ...plan, _id: NOBODY, planHash: '0'.repeat(64) } as Erasure);
    const told = await Promise.all(participants.map((one) => one.foresee(target)));
    const steps = [...countsOf(told).values()]
      .filter(({ records }) => records > 0)
      .map(({ records: predicted, ...place }) => ({ ...place, predicted, counted: null, changed: null }));
    return { ...plan, steps, planHash: planHashOf({ ...plan, steps }), ...about };
  }
}

/** Nothing is done yet by what is foreseen, and no part remembers it. */
const NOBODY = '0'.repeat(24);

export const mentionKey = ({ store, collection, id, path }: Omit<Erasure['mentions'][number], 'decision'>): string =>
  JSON.stringify([store, collection, id, path]);

const soughtIn = ({ accountId, representatives, email }: PrivacyCase) =>
  accountId ? { accountId } : { email: representatives[0]?.forEmail ?? email };
