import { Fenced } from '../fence/fenced.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { countedTogether, type Asked } from './counted-together.ts';
import type { DeclaredStore } from './declared-places.ts';
import { ErasedFiles, type ErasedBucket, type LinkedFiles } from './erased-files.ts';
import { allOf, refsOf, type ErasurePlace, type StoredFilter } from './erasure-place.ts';
import { erasurePlaces } from './erasure-places.ts';
import { ErasureRuns, type ErasureRunsParts } from './erasure-runs.ts';
import {
  OtherDeclaration,
  type ErasingName,
  type ErasingParticipant,
  type ErasureCount,
  type ErasureTarget,
} from './erasing.ts';
import type { Participant, PersonCount, PersonReference } from './participant.ts';
import { placesDue } from './places-due.ts';

/** Says in one database that nothing more is stored about people; answers for how many that is new. */
export interface Fencing {
  fence(references: readonly string[]): Promise<number>;
  /** Those of whom it is said already. */
  fencedAmong(references: readonly string[]): Promise<ReadonlySet<string>>;
}

/** What erasing means where the declarations cannot say it. */
export interface OwnErasing extends Pick<ErasingParticipant, 'companies' | 'mentions' | 'redact'> {
  /** Beside what is declared, and before it: what goes, or is withdrawn, with a company. */
  places?: readonly ErasurePlace[];
  /** Work under way that no declared record says anything of. */
  drain?(target: ErasureTarget): Promise<number>;
  unindex?: ErasingParticipant['unindex'];
  purge?: ErasingParticipant['purge'];
  /** What is left where no record of MongoDB is. */
  verify?: ErasingParticipant['verify'];
}

/** What a subgraph adds to its declarations for erasing. */
export interface ErasingSetup extends ErasureRunsParts {
  /** Of each database that the subgraph stores people in. */
  fences: readonly Fencing[];
  buckets?: readonly ErasedBucket[];
  linked?: readonly LinkedFiles[];
  own?: OwnErasing;
}

export interface DeclaredErasingParts extends ErasingSetup {
  name: ErasingName;
  stores: readonly DeclaredStore[];
  keyring: Pick<Keyring, 'destroy'>;
  restrict: Participant['restrict'];
  /** Of what the participant declares. */
  mapHash: string;
}

/** A file that began to come in so lately may still have a piece of it under way. */
const COMING_IN_MS = 30_000;

/** The part of a subgraph in erasing people, by what its records declare, and by what of its own it adds. */
export class DeclaredErasing implements ErasingParticipant {
  readonly companies?: NonNullable<ErasingParticipant['companies']>;
  readonly mentions?: NonNullable<ErasingParticipant['mentions']>;
  readonly redact?: NonNullable<ErasingParticipant['redact']>;
  readonly #parts: DeclaredErasingParts;
  readonly #places: readonly ErasurePlace[];
  readonly #runs: ErasureRuns;

  /** Throws when something is declared that nothing here does. */
  constructor(parts: DeclaredErasingParts) {
    this.#parts = parts;
    const { stores, keyring, buckets = [], linked = [], own = {} } = parts;
    if (own.companies) this.companies = own.companies.bind(own);
    if (own.mentions) this.mentions = own.mentions.bind(own);
    if (own.redact) this.redact = own.redact.bind(own);
    this.#places = [
      ...(own.places ?? []),
      ...erasurePlaces(stores, new ErasedFiles({ stores, keyring, buckets, linked })),
    ];
    this.#runs = new ErasureRuns(parts);
  }

  foresee = async (target: ErasureTarget): Promise<ErasureCount[]> => {
    this.#check(target);
    return this.#counted(target);
  };

  fence = async (target: ErasureTarget): Promise<{ changed: number }> => {
    this.#check(target);
    const begun = [await this.#restricted(target.references)];
    for (const one of this.#parts.fences) begun.push(await one.fence(refsOf(target)));
    return { changed: Math.max(...begun) };
  };

  drain = async (target: ErasureTarget): Promise<{ waiting: number }> => {
    this.#check(target);
    const own = (await this.#parts.own?.drain?.(target)) ?? 0;
    const counts = await countedTogether([...this.#working(target)]);
    return { waiting: counts.reduce((sum, count) => sum + count, own) };
  };

  unindex = async (target: ErasureTarget): Promise<{ changed: number }> => {
    this.#check(target);
    return (await this.#parts.own?.unindex?.(target)) ?? { changed: 0 };
  };

  erase = async (target: ErasureTarget) => {
    this.#check(target);
    return this.#runs.run(this.#places, target);
  };

  shred = async (references: readonly PersonReference[]): Promise<{ destroyed: number }> => {
    const refs = refsOf({ references });
    await this.#parts.keyring.destroy(refs);
    return { destroyed: refs.length };
  };

  purge = async (target: ErasureTarget): Promise<{ done: boolean; until: string | null }> => {
    this.#check(target);
    return (await this.#parts.own?.purge?.(target)) ?? { done: true, until: null };
  };

  verify = async (target: ErasureTarget): Promise<PersonCount[]> => {
    this.#check(target);
    const left = await this.#counted(target);
    const stored = left.map(({ store, collection, subjectPath, records }) => ({
      store,
      collection,
      subjectPath,
      records,
    }));
    return [...stored, ...((await this.#parts.own?.verify?.(target)) ?? [])];
  };

  /** Of whom a hold kept something the restriction went with all else: it is not stored anew, and nothing can have begun behind the fence. */
  async #restricted(references: readonly PersonReference[]): Promise<number> {
    const { restrict, fences } = this.#parts;
    const restricted = async (of: readonly PersonReference[]) => (await restrict(of, 'ERASURE', null)).changed;
    try {
      return await restricted(references);
    } catch (error) {
      if (!(error instanceof Fenced)) throw error;
      const refs = refsOf({ references });
      const fenced = await Promise.all(fences.map((one) => one.fencedAmong(refs)));
      const open = references.filter(({ ref }) => !fenced.every((among) => among.has(ref)));
      return open.length > 0 ? restricted(open) : 0;
    }
  }

  #check({ mapHashes }: ErasureTarget): void {
    const { name, mapHash } = this.#parts;
    if (mapHashes[name] !== mapHash) throw new OtherDeclaration(name);
  }

  async #counted(target: ErasureTarget): Promise<ErasureCount[]> {
    const due = await placesDue(this.#places, target);
    return due.map(({ place: { store, collection, subjectPath, action }, records }) => ({
      store,
      collection,
      subjectPath,
      action,
      records,
    }));
  }

  /** Pieces of work that somebody is at, and files that are coming in. */
  *#working(target: ErasureTarget): Generator<Asked> {
    const [now, refs] = [new Date(), refsOf(target)];
    if (refs.length === 0) return;
    const named = new Map<string, { place: ErasurePlace; paths: Set<string> }>();
    for (const place of this.#places) {
      const key = `${place.store}.${place.collection}`;
      const found = named.get(key) ?? { place, paths: new Set() };
      named.set(key, { ...found, paths: found.paths.add(place.subjectPath.replaceAll('[]', '')) });
    }
    for (const { name, records } of this.#parts.stores) {
      for (const { collection, fields } of records) {
        const { place, paths } = named.get(`${name}.${collection}`) ?? {};
        if (!place || !paths || !('leasedUntil' in fields)) continue;
        const about = { $or: [...paths].map((path) => ({ [path]: { $in: refs } })) } as StoredFilter;
        const held = { leasedUntil: { $gt: now } };
        const coming = { whole: false, kept: false, uploadDate: { $gt: new Date(now.getTime() - COMING_IN_MS) } };
        const under = 'whole' in fields ? { $or: [held, coming] } : held;
        yield { stored: place.stored, which: allOf([about, under]) };
      }
    }
  }
}
