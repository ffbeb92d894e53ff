import type { KeyObject } from 'node:crypto';
import { mongo } from 'mongoose';
import { open, seal } from '../sealing/sealed-value.ts';
import { KeyError } from '../sealing/key-error.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { SUBJECT_REF } from './field.ts';
import { bytesOf, misfitOf, valueOf } from './leaf-value.ts';
import type { Lookup } from './lookup.ts';
import type { RecordDeclaration } from './record.ts';
import { documentReferences, placesFinder, type Found, type Mention, type Place } from './sealed-places.ts';

/** A stored record; what is sealed in it is bytes. */
export type SealedDocument = { _id: string } & Record<string, unknown>;

/** Why a record cannot be sealed or opened. The message names record and path, never a value. */
export class RecordError extends Error {
  readonly code: 'MISFIT' | 'NO_KEY' | 'DAMAGED' | 'PLAIN';

  constructor(code: RecordError['code'], message: string) {
    super(message);
    this.name = 'RecordError';
    this.code = code;
  }
}

/** What stands with the data keys of those whom some documents name. */
interface People {
  keys: ReadonlyMap<string, KeyObject>;
  destroyed: ReadonlySet<string>;
  /** Their keys are there and cannot be read now. */
  unreadable: ReadonlyMap<string, KeyError>;
}
const NOBODY: People = { keys: new Map(), destroyed: new Set(), unreadable: new Map() };

/** User-defined binary, so that tools show it as what it is: bytes of our own. */
const SUBTYPE = mongo.Binary.SUBTYPE_USER_DEFINED;

/**
 * Seals and opens the personal paths of one kind of record. Each value is bound to collection, record, path and person: moved to any
 * other, it does not open.
 */
export class RecordCodec {
  /** Paths that name whom a document as a whole is about. */
  readonly references: readonly string[];
  readonly #declaration: RecordDeclaration;
  readonly #keyring: Keyring;
  readonly #find: (document: object) => Found;
  readonly #lookups: readonly [string, Lookup][];

  constructor(declaration: RecordDeclaration, keyring: Keyring) {
    this.references = documentReferences(declaration.fields);
    this.#declaration = declaration;
    this.#keyring = keyring;
    this.#find = placesFinder(declaration.fields);
    this.#lookups = Object.entries(declaration.lookups ?? {});
  }

  /** Copies, as they are stored. Makes the data key of whoever has none yet. Throws RecordError, KeyError for one whose key is destroyed. */
  async sealed(records: readonly { _id: string }[]): Promise<SealedDocument[]> {
    const copies = records.map((record) => copyOf(record) as SealedDocument);
    const found = copies.map((copy) => this.#find(copy));
    copies.forEach((copy, index) => this.#check(copy._id, found[index]!));
    const tokens = await Promise.all(copies.map((copy, index) => this.#tokensOf(copy, found[index]!)));
    const subjects = subjectsOf(found);
    const keys = new Map(await this.#keyring.keysOf(subjects));
    const without = subjects.filter((subjectRef) => !keys.has(subjectRef));
    if (without.length > 0) {
      await this.#keyring.create(without);
      for (const [subjectRef, key] of await this.#keyring.keysOf(without)) keys.set(subjectRef, key);
    }
    copies.forEach((copy, index) => {
      for (const place of found[index]!.places) this.#seal(copy._id, place, keys);
      Object.assign(copy, tokens[index]);
    });
    return copies;
  }

  /**
   * What was stored, opened in place. A person whose key is destroyed is not there any more: an item about them is left out, and a record
   * about them is null. A record that does not open, or names somebody whose key cannot be read, is an error beside the others. One look-up
   * of keys for all; none where nobody is named.
   */
  async opened<T>(documents: readonly SealedDocument[]): Promise<(T | null | RecordError | KeyError)[]> {
    const found = documents.map((document) => this.#foundIn(document));
    const people = await this.#peopleIn(found.filter((one): one is Found => !(one instanceof RecordError)));
    return documents.map((document, index) => {
      const one = found[index]!;
      if (one instanceof RecordError) return one;
      try {
        return this.#open(document, one, people) as T | null;
      } catch (error) {
        if (error instanceof RecordError || error instanceof KeyError) return error;
        throw error;
      }
    });
  }

  /** Those of these documents that are not about somebody whose key is destroyed. They need no more than `_id` and `references`. */
  async present(documents: readonly SealedDocument[]): Promise<SealedDocument[]> {
    const found = documents.map((document) => this.#foundIn(document));
    const whole = found.map((one) => (one instanceof RecordError ? NOTHING : one));
    const { destroyed, unreadable } = await this.#peopleIn(whole);
    return documents.filter((_, index) =>
      whole[index]!.mentions.every(({ subjectRef, item }) => {
        const failure = unreadable.get(subjectRef);
        if (failure) throw failure;
        return item !== null || !destroyed.has(subjectRef);
      }),
    );
  }

  /** The filter that finds the records whose value at a looked-up path is this one. Null: no record can have it. */
  async filter(path: string, value: string): Promise<mongo.Filter<mongo.Document> | null> {
    const [name, lookup] = this.#lookups.find(([, { of }]) => of === path) ?? [];
    if (!name || !lookup) {
      throw new Error(
        `${this.#declaration.collection}.${path}: expected a path with a look-up, and it has none. Declare one.`,
      );
    }
    const form = lookup.form(value);
    if (form === '') return null;
    return { [name]: { $in: (await this.#tokens(path, form)) as never } };
  }

  /** The names under which tokens of look-ups are stored. */
  get lookups(): string[] {
    return this.#lookups.map(([name]) => name);
  }

  /**
   * The tokens that a stored document should have; null for one about somebody whose key is destroyed. Opens what is looked up, and nothing
   * else. Throws RecordError, KeyError.
   */
  async tokens(document: SealedDocument): Promise<Record<string, mongo.Binary[]> | null> {
    const found = this.#find(document);
    const lookedUp = new Set(this.#lookups.map(([, { of }]) => of));
    const places = found.places.filter(({ path }) => lookedUp.has(path));
    const mentions = found.mentions.filter(({ item }) => item === null);
    const only = { places, mentions };
    const opened = this.#open(document, only, await this.#peopleIn([only]));
    return opened && this.#tokensOf(opened, only);
  }

  /** The database cannot see what is sealed: it is checked here. Throws RecordError. */
  #check(id: string, { places }: Found): void {
    for (const { holder, name, leaf, path, subjectRef } of places) {
      const misfit = subjectRef === null ? null : misfitOf(leaf, holder[name]);
      if (misfit) throw this.#error('MISFIT', id, path, `expected ${misfit}`);
    }
  }

  #seal(id: string, place: Place, keys: ReadonlyMap<string, KeyObject>): void {
    const { holder, name, leaf, path, subjectRef } = place;
    if (subjectRef === null) return;
    const key = keys.get(subjectRef);
    if (!key) throw this.#error('NO_KEY', id, path, NO_KEY);
    holder[name] = new mongo.Binary(seal(bytesOf(leaf, holder[name]), key, this.#bound(id, place)), SUBTYPE);
  }

  /** Past its validator a document may be of any shape: then it is damaged, and no other with it. */
  #foundIn(document: SealedDocument): Found | RecordError {
    try {
      const found = this.#find(document);
      if (found.mentions.every(({ subjectRef }) => typeof subjectRef === 'string' && REFERENCE.test(subjectRef))) {
        return found;
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    return this.#error('DAMAGED', document._id, 'its shape', MALFORMED);
  }

  async #peopleIn(found: readonly Found[]): Promise<People> {
    const subjects = subjectsOf(found);
    if (subjects.length === 0) return NOBODY;
    const unreadable = new Map<string, KeyError>();
    const readable = async <T>(refs: string[], read: (refs: string[]) => Promise<T>): Promise<T | undefined> => {
      for (let left = refs; left.length > 0; left = left.filter((ref) => !unreadable.has(ref))) {
        try {
          return await read(left);
        } catch (error) {
          if (!(error instanceof KeyError)) throw error;
          const named = left.filter((ref) => error.subjectRefs.includes(ref));
          for (const ref of named.length > 0 ? named : left) unreadable.set(ref, error);
        }
      }
      return undefined;
    };
    const keys = await readable(subjects, (refs) => this.#keyring.keysOf(refs));
    const without = subjects.filter((ref) => !keys?.has(ref) && !unreadable.has(ref));
    const destroyed = await readable(without, (refs) => this.#keyring.destroyed(refs));
    return { keys: keys ?? NOBODY.keys, destroyed: destroyed ?? NOBODY.destroyed, unreadable };
  }

  #open(document: SealedDocument, found: Found, { keys, destroyed, unreadable }: People) {
    for (const { subjectRef, item } of found.mentions) {
      const failure = unreadable.get(subjectRef);
      if (failure) throw failure;
      if (!destroyed.has(subjectRef)) continue;
      if (item === null) return null;
      leaveOut(item);
    }
    for (const place of found.places) {
      if (place.subjectRef !== null && destroyed.has(place.subjectRef)) continue;
      place.holder[place.name] = this.#openPlace(document._id, place, keys);
    }
    for (const [name] of this.#lookups) delete document[name];
    return document;
  }

  #openPlace(id: string, place: Place, keys: ReadonlyMap<string, KeyObject>): unknown {
    const { holder, name, leaf, path, subjectRef } = place;
    const stored = holder[name];
    if (subjectRef === null) {
      if (stored instanceof mongo.Binary) throw this.#error('DAMAGED', id, path, DAMAGED);
      return stored;
    }
    if (!(stored instanceof mongo.Binary)) throw this.#error('PLAIN', id, path, PLAIN);
    const key = keys.get(subjectRef);
    if (!key) throw this.#error('NO_KEY', id, path, NO_KEY);
    const value = open(stored.buffer as Buffer, key, this.#bound(id, place));
    if (value === null) throw this.#error('DAMAGED', id, path, DAMAGED);
    return valueOf(leaf, value);
  }

  /** What a value is bound to. None of the four parts can hold a line break. */
  #bound(id: string, { path, subjectRef }: Place): string {
    return `${this.#declaration.collection}\n${id}\n${path}\n${subjectRef}`;
  }

  async #tokensOf(copy: SealedDocument, { places }: Found): Promise<Record<string, mongo.Binary[]>> {
    const stored: Record<string, mongo.Binary[]> = {};
    for (const [name, { of, form }] of this.#lookups) {
      const place = places.find(({ path, subjectRef }) => path === of && subjectRef !== null);
      const value = place ? form(place.holder[place.name] as string) : '';
      if (value !== '') stored[name] = await this.#tokens(of, value);
      else delete copy[name];
    }
    return stored;
  }

  async #tokens(path: string, form: string): Promise<mongo.Binary[]> {
    const tokens = await this.#keyring.tokensOf(`${this.#declaration.collection}.${path}`, form);
    return tokens.map((token) => new mongo.Binary(token, SUBTYPE));
  }

  #error(code: RecordError['code'], id: string, path: string, why: string): RecordError {
    return new RecordError(code, `${this.#declaration.collection} ${id}, ${path}: ${why}.`);
  }
}

const NOTHING: Found = { places: [], mentions: [] };
const REFERENCE = new RegExp(SUBJECT_REF);
const MALFORMED = 'it is not what is declared. Something wrote past the validator: restore the record from a backup';
const NO_KEY =
  'its person has no data key here, and none was destroyed. See that this process opens the store of keys that it was written with';
const DAMAGED =
  'it was not sealed for this place under the key of its person, or was changed since. Restore the record from a backup';
const PLAIN =
  'expected sealed bytes, got a plain value. Something wrote past the data layer: find it, then write the record anew';

const subjectsOf = (found: readonly Found[]): string[] => [
  ...new Set(found.flatMap(({ mentions }) => mentions.map(({ subjectRef }) => subjectRef))),
];

function leaveOut({ list, item }: NonNullable<Mention['item']>): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}

/** A copy of what holds values; the values themselves are never changed. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copyOf(inner)]));
}
