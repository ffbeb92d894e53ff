import type { Connection } from 'mongoose';
import type { Log } from '../../../kit/log/log.ts';
import type { Mention } from '../../../kit/participation/erasing.ts';
import type { PersonReference } from '../../../kit/participation/participant.ts';
import { mentionPlaces, type MentionPlace, type TextPath } from './mention-places.ts';
import { namePattern } from './name-pattern.ts';
import { NamedPeople, type NamedPerson, type NamedPersonParts } from './named-person.ts';
import { timesIn, withoutName } from './named-text.ts';

export interface MentionsParts extends NamedPersonParts {
  log: Log;
}

/** Mentions that are told of one person. */
const MOST_MENTIONS = 1_000;
/** Records that are opened for one person. */
const MOST_OPENED = 100_000;
const BATCH = 100;

type Holder = Record<string, unknown>;

/**
 * A person's name in what others wrote: in the threads in which they or their company took part, in the canned answers of that company, and in
 * claims, appeals and reports about it. It is found by opening the texts and looking; that a name is another's of the same name is for an officer to see.
 */
export class Mentions {
  readonly #connection: Connection;
  readonly #places: readonly MentionPlace[];
  readonly #people: NamedPeople;
  readonly #log: Log;

  constructor(parts: MentionsParts) {
    this.#connection = parts.connection;
    this.#places = mentionPlaces(parts.connection, parts.keyring);
    this.#people = new NamedPeople(parts);
    this.#log = parts.log;
  }

  /** In the order of places and ids. `more`: not everything was looked through, or told. */
  async find(references: readonly PersonReference[]): Promise<{ mentions: Mention[]; more: boolean }> {
    const person = await this.#people.of(references);
    const pattern = namePattern(person.names);
    const mentions: Mention[] = [];
    if (pattern === null) return { mentions, more: false };
    let opened = 0;
    for (const place of this.#places) {
      const damaged = () => this.#damaged(place);
      const filter = place.filter(person.reach);
      if (filter === null) continue;
      const options = { batchSize: BATCH, sort: { _id: 1 }, damaged } as const;
      for await (const batch of place.records.batches(filter, options)) {
        opened += batch.length;
        mentions.push(...batch.flatMap((record) => mentionsIn(place, record, person, pattern)));
        const isTooMuch = mentions.length > MOST_MENTIONS || opened > MOST_OPENED;
        if (isTooMuch) return { mentions: mentions.slice(0, MOST_MENTIONS), more: true };
      }
    }
    return { mentions, more: person.more };
  }

  /** Puts […] in the place of the name, where it is still there. Answers whether something changed. Only what `find` would tell is touched. */
  async redact({ collection, id, path }: Mention, references: readonly PersonReference[]): Promise<boolean> {
    const place = this.#places.find((one) => one.collection === collection);
    const text = place?.paths.find((one) => one.path === path);
    const person = await this.#people.of(references);
    const pattern = namePattern(person.names);
    const within = place?.filter(person.reach);
    if (!place || !text || !within || pattern === null) return false;
    let isChanged = false;
    await this.#connection.transaction(async (session) => {
      const which = { $and: [{ _id: id }, within] };
      const [record] = await place.records.find(which, { session, limit: 1 });
      const next = record && redacted(record, text, person, pattern);
      isChanged = next != null;
      if (next) await place.records.put([next], { session });
    });
    return isChanged;
  }

  #damaged({ collection }: MentionPlace): void {
    this.#log.error('text left out of a search for a name: it does not open', { kind: `member.${collection}` });
  }
}

function mentionsIn(place: MentionPlace, record: { _id: string }, person: NamedPerson, pattern: RegExp): Mention[] {
  return place.paths.flatMap((text) => {
    const times = textsOf(record, text, person).reduce((sum, written) => sum + timesIn(written, pattern), 0);
    if (times === 0) return [];
    return [{ store: 'member', collection: place.collection, id: record._id, path: text.path, times }];
  });
}

const holdersOf = (record: { _id: string }, { list }: TextPath): Holder[] =>
  list === null ? [record] : (((record as Holder)[list] ?? []) as Holder[]);

/** Their own words go with them, and are nobody else's. */
function isOwn(holder: Holder, { writer }: TextPath, { refs }: NamedPerson): boolean {
  if (writer !== null) return refs.has(holder[writer] as string);
  const authors = (holder['authors'] ?? []) as { authorRef: string }[];
  return authors.some(({ authorRef }) => refs.has(authorRef));
}

const textsOf = (record: { _id: string }, text: TextPath, person: NamedPerson): string[] =>
  holdersOf(record, text)
    .filter((holder) => !isOwn(holder, text, person))
    .flatMap((holder) => (holder[text.field] as string | null | undefined) ?? []);

/** A copy without the name; null: it does not hold it. Whoever changes the same text has to look at it anew. */
function redacted(
  record: { _id: string },
  text: TextPath,
  person: NamedPerson,
  pattern: RegExp,
): { _id: string } | null {
  const copy = structuredClone(record);
  let isChanged = false;
  for (const holder of holdersOf(copy, text)) {
    const written = holder[text.field] as string | null | undefined;
    if (!written || isOwn(holder, text, person)) continue;
    const without = withoutName(written, pattern, text.most);
    if (without === null) continue;
    holder[text.field] = without;
    isChanged = true;
  }
  const versioned = copy as Holder;
  if (isChanged && typeof versioned['version'] === 'number') versioned['version']++;
  return isChanged ? copy : null;
}
