import { dataMapOf, mapHash, type Store } from '../data-map/data-map.ts';
import type { Log } from '../log/log.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { DeclaredErasing, type ErasingSetup } from './declared-erasing.ts';
import { declaredPlaces, naming, type AlongWith, type DeclaredPlace, type DeclaredStore } from './declared-places.ts';
import type {
  LiftedReason,
  Participant,
  PersonCount,
  PersonFile,
  PersonRecord,
  PersonReference,
  RestrictionReason,
} from './participant.ts';
import { openedFile, type PersonFiles } from './person-files.ts';

export interface DeclaredParticipantParts {
  name: Participant['name'];
  stores: readonly DeclaredStore[];
  keyring: Keyring;
  identify: Participant['identify'];
  restriction: Pick<Participant, 'restrict' | 'lift'>;
  /** Where accounts are. */
  prove?: NonNullable<Participant['prove']>;
  /** What the declarations cannot say: paths of a record that are another reference’s by their key, and this person’s by their meaning. */
  along?: readonly AlongWith[];
  files?: readonly PersonFiles[];
  /** What is kept where no record of MongoDB is, and who tells of it. */
  elsewhere?: { store: Store; told(refs: readonly string[]): AsyncIterable<PersonRecord> };
  erasing: ErasingSetup;
  log: Log;
}

/** Records that are opened together. */
const BATCH = 50;

type Refs = ReadonlyMap<string, PersonReference['kind']>;

/**
 * A participant by what a subgraph's records declare: what names a person is counted and told at every place that is declared, and nowhere
 * else; of each record the paths that an export includes, and of a list the items that name them. A reference is one person's whatever its
 * kind is called, so it is looked for at every place.
 */
export class DeclaredParticipant extends DeclaredErasing implements Participant {
  readonly name: Participant['name'];
  readonly identify: Participant['identify'];
  readonly prove?: NonNullable<Participant['prove']>;
  readonly #mapHash: string;
  readonly #parts: DeclaredParticipantParts;
  readonly #places: readonly DeclaredPlace[];

  constructor(parts: DeclaredParticipantParts) {
    const { restriction, erasing } = parts;
    const hash = mapHash(dataMapOf(storesIn(parts)));
    super({ ...parts, ...erasing, restrict: (...whom) => restriction.restrict(...whom), mapHash: hash });
    this.#mapHash = hash;
    this.name = parts.name;
    this.identify = parts.identify;
    if (parts.prove) this.prove = parts.prove;
    this.#parts = parts;
    this.#places = declaredPlaces(parts.stores, parts.keyring, parts.along ?? []);
  }

  async describe(): Promise<{ mapHash: string; collections: string[] }> {
    const collections = storesIn(this.#parts).flatMap(({ name, records }) =>
      records.map(({ collection }) => `${name}.${collection}`),
    );
    return { mapHash: this.#mapHash, collections };
  }

  /** Where something is stored; what is stored nowhere is left out. */
  async count(references: readonly PersonReference[]): Promise<PersonCount[]> {
    const refs = refsOf(references);
    const counts: PersonCount[] = [];
    for (const place of refs.size > 0 ? this.#places : []) {
      const { store, collection, subjectPath } = place;
      const records = await place.records.collection.countDocuments(naming(place, new Set(refs.keys())) as never);
      if (records > 0) counts.push({ store, collection, subjectPath, records });
    }
    return counts;
  }

  async *export(references: readonly PersonReference[]): AsyncGenerator<PersonRecord> {
    const refs = refsOf(references);
    const given = new Set<string>();
    for (const place of refs.size > 0 ? this.#places : []) {
      if (!place.told) continue;
      const damaged = () => this.#damaged(place);
      const filter = naming(place, new Set(refs.keys())) as never;
      for await (const batch of place.records.batches(filter, { batchSize: BATCH, damaged })) {
        for (const record of batch) yield this.#told(place, record, refs, await this.#filesOf(place, record, given));
      }
    }
    if (refs.size > 0) yield* this.#parts.elsewhere?.told([...refs.keys()]) ?? [];
  }

  async file(references: readonly PersonReference[], fileId: string): Promise<AsyncIterable<Uint8Array> | null> {
    const refs = new Set(refsOf(references).keys());
    for (const { collection, subjectPath, fileIdPath, store } of this.#parts.files ?? []) {
      const place = this.#places.find((one) => one.collection === collection && one.subjectPath === subjectPath);
      const filter = { ...naming({ subjectPath }, refs), [fileIdPath.replaceAll('[]', '')]: fileId } as never;
      if (await place?.records.collection.findOne(filter, { projection: { _id: 1 } })) return openedFile(store, fileId);
    }
    return null;
  }

  restrict = (references: readonly PersonReference[], reason: RestrictionReason, until: string | null = null) =>
    this.#parts.restriction.restrict(references, reason, until);
  lift = (references: readonly PersonReference[], reason: LiftedReason) =>
    this.#parts.restriction.lift(references, reason);

  #told(place: DeclaredPlace, record: { _id: string }, refs: Refs, files: readonly PersonFile[]): PersonRecord {
    const { store, collection, subjectPath, subject, taken, summarised } = place;
    const named = taken.named(record as never).flatMap((ref) => refs.get(ref as string) ?? []);
    return {
      store,
      collection,
      subjectPath,
      kind: subject === 'ANYBODY' ? (named[0] ?? 'ANYBODY') : subject,
      id: record._id,
      values: taken.of(record, new Set(refs.keys())),
      summarised,
      files,
    };
  }

  /** Each file once, though several records may name it. */
  async #filesOf(place: DeclaredPlace, record: { _id: string }, given: Set<string>): Promise<PersonFile[]> {
    const files: PersonFile[] = [];
    for (const one of this.#parts.files ?? []) {
      if (one.collection !== place.collection || one.subjectPath !== place.subjectPath) continue;
      for (const file of await one.of(record as never)) if (!given.has(file.fileId)) files.push(file);
    }
    for (const { fileId } of files) given.add(fileId);
    return files;
  }

  #damaged({ store, collection }: DeclaredPlace): void {
    this.#parts.log.error('record left out of an export: it does not open', { kind: `${store}.${collection}` });
  }
}

const storesIn = ({ stores, elsewhere }: DeclaredParticipantParts): Store[] => [
  ...stores.map(({ name, records }) => ({ name, records })),
  ...(elsewhere ? [elsewhere.store] : []),
];

const refsOf = (references: readonly PersonReference[]): Refs =>
  new Map(references.map(({ ref, kind }) => [ref, kind]));
