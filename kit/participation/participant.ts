import type { SubjectKind } from '../record/personal.ts';
import type { Client } from '../viewer/client.ts';
import type { ErasingParticipant } from './erasing.ts';
import type { PersonCount, PersonReference } from './person-reference.ts';

export type { PersonCount, PersonReference } from './person-reference.ts';

/** By what a person is found: an account, or an address that was proven to be theirs. */
export type PersonSought = { accountId: string } | { email: string };

/** What a part of the directory knows of who somebody is. */
export interface IdentifiedPerson {
  /** Everything that the person is stored under here; empty: nothing is known of them. */
  references: readonly PersonReference[];
  /** Their account here; null: none. */
  account: {
    accountId: string;
    email: string;
    name: string;
    locale: 'TR' | 'ZH' | 'EN';
    country: string | null;
    isStaff: boolean;
    /** Earlier addresses whose readers may still take the change of it back, at most ten; absent: none. */
    formerEmails?: readonly string[] | undefined;
  } | null;
}

/** One record about a person, as an export takes it: what is includable of it, and nothing else. */
export interface PersonRecord {
  store: string;
  collection: string;
  subjectPath: string;
  kind: SubjectKind | 'ANYBODY';
  /** Tells it apart from others of its collection. */
  id: string;
  /** As it is stored, in the same groups and lists; instants in ISO 8601. Lists hold only the items that are about the person. */
  values: Readonly<Record<string, unknown>>;
  /** Paths of which an export says that they are there, and no more. */
  summarised: readonly string[];
  /** Files that belong to it: `file` opens them. */
  files: readonly PersonFile[];
}

export interface PersonFile {
  fileId: string;
  filename: string;
  contentType: string;
  byteSize: number;
}

/** Why processing is stopped: the member left, asked that data be kept and not used, or is being erased. */
export type RestrictionReason = 'ACCOUNT_LEFT' | 'RESTRICTION' | 'ERASURE';
/** What can be taken back: whoever is being erased does not come back. */
export type LiftedReason = Exclude<RestrictionReason, 'ERASURE'>;

/** What somebody signed in gives to show anew that it is them. */
export interface GivenProof {
  accountId: string;
  password: string;
  /** Null: none was given. */
  secondFactorCode: string | null;
  /** From where. */
  client: Client;
}

/** WAIT: nothing was looked at, and nothing is for so many seconds. */
export type ProofOutcome =
  | { kind: 'PROVEN' }
  | { kind: 'WRONG_PASSWORD' }
  | { kind: 'CODE_REQUIRED' }
  | { kind: 'WRONG_CODE' }
  | { kind: 'WAIT'; seconds: number };

/**
 * The part that a subgraph takes in the rights of people, asked by the privacy subgraph alone and outside the graph. Every call may come twice
 * and then changes nothing more. A subgraph joins by implementing it.
 */
export interface Participant extends ErasingParticipant {
  name: 'member' | 'catalog' | 'privacy';
  /** By which declaration of personal data it works: the hash of the map, and the collections that it answers for. */
  describe(): Promise<{ mapHash: string; collections: readonly string[] }>;
  identify(sought: PersonSought): Promise<IdentifiedPerson>;
  count(references: readonly PersonReference[]): Promise<PersonCount[]>;
  export(references: readonly PersonReference[]): AsyncIterable<PersonRecord>;
  /** The bytes of a file that `export` named for these references; null: there is none such. */
  file(references: readonly PersonReference[], fileId: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Whether it is the holder of an account, by password and second factor. Guesses wait as at signing in. Only where accounts are. */
  prove?(given: GivenProof): Promise<ProofOutcome>;
  /**
   * Stops everything but storing, until `lift`: sessions end, and nothing of the person is shown or sent. Answers how many records it touched.
   * `until`: when the person can take it back no more, in ISO 8601; null: it has no end of its own.
   */
  restrict(
    references: readonly PersonReference[],
    reason: RestrictionReason,
    until?: string | null,
  ): Promise<{ changed: number }>;
  lift(references: readonly PersonReference[], reason: LiftedReason): Promise<{ changed: number }>;
}
