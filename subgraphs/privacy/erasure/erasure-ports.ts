import type { ClientSession } from 'mongoose';
import type { CompanyFate, ErasingParticipant, HeldRecord } from '../../../kit/participation/erasing.ts';
import type { Participant, PersonCount, PersonReference } from '../../../kit/participation/participant.ts';

/** A part of the directory as an erasure asks it. */
export type Eraser = Pick<Participant, 'name' | 'describe' | 'identify'> & ErasingParticipant;

/** A record that a legal hold keeps. */
export interface Held extends HeldRecord {
  basis: string;
  reviewAt: Date | null;
}

/** What of a person is held at a moment, and by how many changes of holds one tells that moment. `more`: than an erasure can leave out. */
export interface HeldNow {
  held: readonly Held[];
  more: boolean;
  changes: number;
}

/** What legal holds keep of whom. What is released calls whoever said that it waits. */
export interface Holds {
  heldFor(references: readonly PersonReference[]): Promise<HeldNow>;
  /** Whether nothing was placed or released since; and nothing is until the transaction ends. */
  stillSo(seen: Pick<HeldNow, 'changes'>, session: ClientSession): Promise<boolean>;
  /** Part of the transaction in which it was seen that something is held. */
  waits(erasureId: string, session: ClientSession): Promise<void>;
  waitsNoMore(erasureId: string, session: ClientSession): Promise<void>;
}

/** What of an erasure outlives every backup. */
export interface Tombstone {
  erasureId: string;
  planHash: string;
  at: string;
  /** Pseudonyms, each with its kind. */
  references: readonly { ref: string; kind: string }[];
}

/** Where tombstones are kept, outside the backups. The same one twice is one. */
export interface TombstoneLedger {
  append(tombstone: Tombstone): Promise<{ sequence: number }>;
}

/** What an erasure leaves behind, as its certificate lists it. */
export interface Left {
  kind: 'BACKUP' | 'RECIPIENT' | 'LEGAL_HOLD' | 'INDEX' | 'CASE_FILE' | 'MENTION' | 'AUDIT_LOG' | 'RETAINED';
  until: Date | null;
  /** One sentence, of nobody. */
  reason: string;
}

/** Who got data of people, and is told to erase it. */
export interface Recipients {
  /** Each gets one order for an erasure, however often it is asked for. */
  send(erasure: { erasureId: string; references: readonly string[] }): Promise<unknown>;
  residuals(erasureId: string): Promise<readonly Left[]>;
}

/** Copies of the databases. */
export interface Backups {
  /** When the last one is gone; null: there is none. */
  latestExpiry(): Promise<Date | null>;
}

/** Looks through every database itself, whatever its owner says. */
export interface Census {
  readonly databases: readonly string[];
  readonly collections: number;
  left(
    references: readonly string[],
    held: readonly HeldRecord[],
    companies: readonly CompanyFate[],
  ): Promise<PersonCount[]>;
  /** Those of these references that records name which are held: their keys stay. */
  namedBy(held: readonly HeldRecord[], references: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Asks the search engine itself. */
export interface EngineCensus {
  /** The indexes that still answer with something of these companies, and all that were asked. */
  left(companyIds: readonly string[]): Promise<{ asked: readonly string[]; left: readonly string[] }>;
}
