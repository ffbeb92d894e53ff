import { Extensions } from 'type-graphql';

/**
 * What a leaf of the API shows, or takes in, of what is stored: nothing of a person; whatever is held about whoever asks; what a record has
 * under the same name, maybe below a group of it; or named paths, such as `companies.contact.email`.
 */
export type LeafDeclaration =
  | { of: 'nothing personal' }
  | { of: 'all of the viewer' }
  | { of: 'record'; collection: string; below: string }
  | { of: 'paths'; paths: readonly [string, ...string[]] };

type Decorator = ReturnType<typeof Extensions>;

const shows = (declaration: LeafDeclaration): Decorator => Extensions({ shows: declaration });
const takes = (declaration: LeafDeclaration): Decorator => Extensions({ takes: declaration });
const nothing: LeafDeclaration = { of: 'nothing personal' };

/** On a type: each of its leaves shows what records of a collection hold under its name, `id` their `_id`; a leaf may say otherwise. */
export const ShowsRecord = (collection: string, below = ''): Decorator => shows({ of: 'record', collection, below });
/** On a leaf: it shows these paths, each as `collection.path` without brackets. */
export const Shows = (...paths: [string, ...string[]]): Decorator => shows({ of: 'paths', paths });
/** On a leaf: whatever is held about whoever asks, in every record that may be exported. */
export const ShowsAllOfTheViewer = (): Decorator => shows({ of: 'all of the viewer' });
/** On a type or a leaf: facts about goods, legal entities or the system, from no record of a person. */
export const ShowsNothingPersonal = (): Decorator => shows(nothing);

/** On a leaf of an input type: it is stored at, or compared with, these paths. */
export const Takes = (...paths: [string, ...string[]]): Decorator => takes({ of: 'paths', paths });
/**
 * On an input type or a leaf of one; on a field, for all its arguments that are leaves: what is given is about nobody, or, like the words
 * of a search, is stored nowhere.
 */
export const TakesNothingPersonal = (): Decorator => takes(nothing);
