import type { CompanyFate, ErasureCount, ErasureTarget, HeldRecord, Mention } from '../../kit/participation/erasing.ts';
import type { PersonReference, PersonSought } from '../../kit/participation/participant.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { isSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import type { Eraser, Held, Holds, Tombstone } from '../../subgraphs/privacy/erasure/erasure-ports.ts';

/** A record as a part of the directory stores it in these tests. */
export interface Stored {
  store: string;
  collection: string;
  id: string;
  ref: string;
}

type Name = Eraser['name'];

/** A part of the directory that keeps its records in memory, and erases as the contract says. What it does by `does` it does instead. */
export class MemoryPart implements Eraser {
  readonly name: Name;
  readonly stored: Stored[] = [];
  readonly calls: string[] = [];
  readonly people = new Map<string, PersonReference[]>();
  readonly fenced = new Set<string>();
  fates: CompanyFate[] = [];
  named: Mention[] = [];
  mapHash: string;
  does: Partial<Eraser> = {};
  readonly #keyring: Pick<Keyring, 'destroy'>;
  readonly #erased = new Map<string, ErasureCount[]>();

  constructor(name: Name, keyring: Pick<Keyring, 'destroy'>) {
    this.name = name;
    this.#keyring = keyring;
    this.mapHash = { member: 'a', catalog: 'b', privacy: 'c' }[name].repeat(64);
  }

  describe = async () => ({ mapHash: this.mapHash, collections: [] });
  identify = async (sought: PersonSought) => {
    const accountId = 'accountId' in sought ? sought.accountId : (/^([0-9a-f]{24})@/.exec(sought.email)?.[1] ?? '');
    const references =
      this.people.get('accountId' in sought ? sought.accountId : sought.email) ?? this.people.get(accountId) ?? [];
    const email = `${accountId}@member.example`;
    const known = { accountId, email, name: 'Ayşe', locale: 'TR', country: 'TR', isStaff: false } as const;
    return { references, account: this.name === 'member' && this.people.has(accountId) ? known : null };
  };
  companies = async () => this.#done('companies', async () => this.fates);
  mentions = async () => ({ mentions: this.named, more: false });
  redact = async (references: readonly PersonReference[], mention: Mention) =>
    this.#done(
      'redact',
      async () => {
        this.named = this.named.filter(({ id }) => id !== mention.id);
        return { changed: 1 };
      },
      references,
      mention,
    );
  foresee = async (target: ErasureTarget) => this.#done('foresee', async () => this.#counts(target), target);
  fence = async (target: ErasureTarget) =>
    this.#done(
      'fence',
      async () => {
        const before = this.fenced.size;
        for (const { ref } of target.references) this.fenced.add(ref);
        return { changed: this.fenced.size - before };
      },
      target,
    );
  drain = async (target: ErasureTarget) => this.#done('drain', async () => ({ waiting: 0 }), target);
  unindex = async (target: ErasureTarget) => this.#done('unindex', async () => ({ changed: 1 }), target);
  erase = async (target: ErasureTarget) =>
    this.#done(
      'erase',
      async () => {
        const before = this.#erased.get(target.erasureId) ?? [];
        const counts = added(before, this.#counts(target));
        const goes = this.#named(target);
        this.stored.splice(0, this.stored.length, ...this.stored.filter((one) => !goes.includes(one)));
        this.#erased.set(target.erasureId, counts);
        return { done: true, counts };
      },
      target,
    );
  shred = async (references: readonly PersonReference[]) =>
    this.#done(
      'shred',
      async () => {
        const refs = references.map(({ ref }) => ref).filter(isSubjectRef);
        await this.#keyring.destroy(refs);
        return { destroyed: refs.length };
      },
      references,
    );
  purge = async (target: ErasureTarget) =>
    this.#done('purge', async () => ({ done: true, until: null as string | null }), target);
  verify = async (target: ErasureTarget) =>
    this.#done(
      'verify',
      async () =>
        this.#counts(target).map(({ store, collection, subjectPath, records }) => ({
          store,
          collection,
          subjectPath,
          records,
        })),
      target,
    );

  /** Tells what it did, and lets a test do something else instead. */
  async #done<T>(verb: keyof Eraser, does: () => Promise<T>, ...given: unknown[]): Promise<T> {
    this.calls.push(verb);
    const other = this.does[verb] as ((...given: unknown[]) => Promise<T>) | undefined;
    return other ? other(...given) : does();
  }

  #named({ references, held }: ErasureTarget): Stored[] {
    const refs = new Set(references.map(({ ref }) => ref));
    return this.stored.filter((one) => refs.has(one.ref) && !isHeld(one, held));
  }

  #counts(target: ErasureTarget): ErasureCount[] {
    return added(
      [],
      this.#named(target).map(({ store, collection }) => ({
        store,
        collection,
        subjectPath: 'subjectRef',
        action: 'delete document' as const,
        records: 1,
      })),
    );
  }
}

const isHeld = (one: Stored, held: readonly HeldRecord[]): boolean =>
  held.some(({ store, collection, id }) => one.store === store && one.collection === collection && one.id === id);

function added(before: readonly ErasureCount[], more: readonly ErasureCount[]): ErasureCount[] {
  const all = new Map<string, ErasureCount>();
  for (const count of [...before, ...more]) {
    const key = `${count.store}.${count.collection}`;
    all.set(key, { ...count, records: count.records + (all.get(key)?.records ?? 0) });
  }
  return [...all.values()];
}

/** What stands round an erasure, in memory: holds, a ledger, whoever got data, backups, a census of the parts' records, and a search engine. */
export function memoryStores(parts: readonly MemoryPart[]) {
  const held: Held[] = [];
  const ledger: Tombstone[] = [];
  const orders: string[] = [];
  const indexed = new Set<string>();
  const waiting = new Set<string>();
  const holds: Holds = {
    heldFor: async () => ({ held: [...held], more: false, changes: 0 }),
    stillSo: async () => true,
    waits: async (id) => void waiting.add(id),
    waitsNoMore: async (id) => void waiting.delete(id),
  };
  const all = () => parts.flatMap(({ stored }) => stored);
  return {
    held,
    ledger,
    orders,
    indexed,
    waiting,
    ports: {
      holds,
      ledger: {
        append: async (tombstone: Tombstone) => {
          const at = ledger.findIndex(({ erasureId }) => erasureId === tombstone.erasureId);
          return { sequence: at >= 0 ? at + 1 : ledger.push(tombstone) };
        },
      },
      recipients: {
        send: async ({ erasureId }: { erasureId: string }) => void orders.push(erasureId),
        residuals: async () => [
          { kind: 'RECIPIENT' as const, until: null, reason: 'The mail provider has not answered.' },
        ],
      },
      backups: { latestExpiry: async () => new Date('2027-01-05T00:00:00Z') },
      census: {
        databases: ['member', 'catalog', 'privacy', 'events'],
        collections: 60,
        left: async (references: readonly string[], kept: readonly HeldRecord[]) => {
          const left = all().filter((one) => references.includes(one.ref) && !isHeld(one, kept));
          return left.map(({ store, collection }) => ({ store, collection, subjectPath: 'subjectRef', records: 1 }));
        },
        namedBy: async (kept: readonly HeldRecord[]) =>
          new Set(
            all()
              .filter((one) => isHeld(one, kept))
              .map(({ ref }) => ref),
          ),
      },
      engine: {
        left: async (companyIds: readonly string[]) => ({
          asked: ['companies-1', 'products-1'],
          left: companyIds.some((id) => indexed.has(id)) ? ['companies-1'] : [],
        }),
      },
    },
  };
}
