import type { PersonReference } from '../../../kit/participation/participant.ts';
import { isSubjectRef } from '../../../kit/subject-keys/subject-ref.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { CaseStore } from '../case/case-store.ts';
import type { Census, Eraser, Holds, Tombstone } from './erasure-ports.ts';
import type { ErasureStore } from './erasure-store.ts';
import { fatesTold } from './told-by-all.ts';

export interface ErasureReplayParts {
  participants: readonly Eraser[];
  store: Pick<ErasureStore, 'byId'>;
  caseStore: Pick<CaseStore, 'forgetAddresses'>;
  keyring: Pick<Keyring, 'destroyed'>;
  census: Pick<Census, 'left' | 'namedBy'>;
  holds: Pick<Holds, 'heldFor'>;
}

const DRAIN_MS = 50;

/**
 * Erases anew, in databases that were restored from before, whoever was erased since. Nobody has to approve again: they were erased. Repeatable; it rejects
 * as long as something is left, and until it resolves nothing must be served.
 */
export class ErasureReplay {
  readonly #parts: ErasureReplayParts;

  constructor(parts: ErasureReplayParts) {
    this.#parts = parts;
  }

  /** All but those that the databases know as certified. */
  replay = async (entries: readonly Tombstone[]): Promise<void> => {
    for (const entry of entries) {
      const known = await this.#parts.store.byId(entry.erasureId);
      if (known?.state === 'CERTIFIED') continue;
      await this.#again(entry);
    }
  };

  async #again({ erasureId, planHash, references: buried }: Tombstone): Promise<void> {
    const { participants, caseStore, keyring, census, holds } = this.#parts;
    const references = buried as readonly PersonReference[];
    const refs = references.map(({ ref }) => ref);
    const { held } = await holds.heldFor(references);
    const kept = await census.namedBy(held, refs);
    const shredded = references.filter(({ ref }) => isSubjectRef(ref) && !kept.has(ref));
    const described = await Promise.all(participants.map((one) => one.describe()));
    const mapHashes = Object.fromEntries(participants.map(({ name }, at) => [name, described[at]!.mapHash]));
    const companies = await fatesTold(participants, references);
    const target = { erasureId, planHash, mapHashes, references, companies, held };
    await Promise.all(participants.map((one) => one.fence(target)));
    while ((await Promise.all(participants.map((one) => one.drain(target)))).some(({ waiting }) => waiting > 0))
      await new Promise((resolve) => setTimeout(resolve, DRAIN_MS));
    await Promise.all(participants.map((one) => one.unindex(target)));
    for (const one of participants) while (!(await one.erase(target)).done);
    await Promise.all(participants.map((one) => one.shred(shredded)));
    await caseStore.forgetAddresses(refs);
    await Promise.all(participants.map((one) => one.purge(target)));
    const told = (await Promise.all(participants.map((one) => one.verify(target)))).flat();
    const left = [...told, ...(await census.left(refs, held, companies))].find(({ records }) => records > 0);
    if (left)
      throw new Error(
        `Expected nothing of erasure ${erasureId} in ${left.store}.${left.collection}, got ${left.records}.`,
      );
    const destroyed = await keyring.destroyed(shredded.map(({ ref }) => ref));
    if (shredded.some(({ ref }) => !destroyed.has(ref)))
      throw new Error(`Expected no data key of erasure ${erasureId}, got one.`);
  }
}
