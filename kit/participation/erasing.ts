import type { OnErasure } from '../record/personal.ts';
import type { PersonCount, PersonReference } from './person-reference.ts';

/**
 * What becomes of a company when a person goes. ERASED: they are its sole trader, and it is theirs. WITHDRAWN: they were its last owner; it
 * is shown no more. LIVES_ON: others own it.
 */
export interface CompanyFate {
  companyId: string;
  fate: 'ERASED' | 'WITHDRAWN' | 'LIVES_ON';
}

/** One record that is left as it is, because of a legal hold. */
export interface HeldRecord {
  store: string;
  collection: string;
  id: string;
}

export type ErasingName = 'member' | 'catalog' | 'privacy';

/** What a target is refused with that was planned by another declaration of personal data: it has to be planned anew. */
export class OtherDeclaration extends Error {
  constructor(name: ErasingName) {
    super(`Expected an erasure planned by what ${name} declares now, got one of another declaration. Plan it anew.`);
    this.name = 'OtherDeclaration';
  }
}

/** What was erased, in this call and in earlier ones of the same erasure. */
export interface Erased {
  /** False: there is more, and `erase` is to be called again. */
  done: boolean;
  counts: ErasureCount[];
}

/** Whom an erasure is of, and by which plan: the same in every call, so that each is of that plan alone and may come twice. */
export interface ErasureTarget {
  /** 24 hex digits. */
  erasureId: string;
  /** SHA-256 of the plan, in hex. */
  planHash: string;
  /** By which declarations it was planned: what each participant's `describe` said, by its name. One with another declaration, or with none here, refuses. */
  mapHashes: Readonly<Partial<Record<ErasingName, string>>>;
  references: readonly PersonReference[];
  companies: readonly CompanyFate[];
  held: readonly HeldRecord[];
}

/** What is done at one place. `withdraw`: products of a company that has no owner any more. */
export const ERASURE_ACTIONS = [
  'delete document',
  'remove item',
  'unset',
  'replace by token',
  'detach',
  'aggregate',
  'retain',
  'withdraw',
] as const satisfies readonly (OnErasure | 'withdraw')[];
export type ErasureAction = (typeof ERASURE_ACTIONS)[number];

/** One thing that erasing does at one place, and to how many records. */
export interface ErasureCount {
  store: string;
  collection: string;
  /** Where the person, or their company, is named. */
  subjectPath: string;
  action: ErasureAction;
  records: number;
}

/** A place in a text of somebody else that holds the person's name. */
export interface Mention {
  store: string;
  collection: string;
  id: string;
  path: string;
  times: number;
}

/**
 * The part that a subgraph takes in erasing a person. Every call may come twice, after a crash too, and then does what is left of it. A target
 * of another declaration of personal data is refused: the call throws OtherDeclaration.
 */
export interface ErasingParticipant {
  /** What becomes of the companies that the person owns. Only where companies are. */
  companies?(references: readonly PersonReference[]): Promise<CompanyFate[]>;
  /** Where others wrote the person's name; at most as many as `more` says there are not. Only where people write to each other. */
  mentions?(references: readonly PersonReference[]): Promise<{ mentions: Mention[]; more: boolean }>;
  /** Puts […] in the place of the name in one of these texts, by the decision of an officer. */
  redact?(references: readonly PersonReference[], mention: Mention): Promise<{ changed: number }>;
  /** What erasing would do now, without what is held and without places where there is nothing to do. Changes nothing. */
  foresee(target: ErasureTarget): Promise<ErasureCount[]>;
  /** From then on nothing is stored about the person, shown of them or done for them. Answers for how many references it began now. */
  fence(target: ErasureTarget): Promise<{ changed: number }>;
  /** How much work that was begun before the fence still runs; nothing is begun after it. */
  drain(target: ErasureTarget): Promise<{ waiting: number }>;
  /** Takes the person and their companies out of the search index, and answers when that is so. */
  unindex(target: ErasureTarget): Promise<{ changed: number }>;
  /** Does what the declaration says for about twenty seconds, and answers what it did in this call and in earlier ones of this erasure. */
  erase(target: ErasureTarget): Promise<Erased>;
  /** Destroys the data keys of these references and forgets them, in the process that answers. */
  shred(references: readonly PersonReference[]): Promise<{ destroyed: number }>;
  /** Has files that keep deleted bytes rewritten. `until`: when that happens at the latest; null: it is done, or there was nothing to do. */
  purge(target: ErasureTarget): Promise<{ done: boolean; until: string | null }>;
  /** What is still stored of the person, as `count` tells it, without what the declaration retains and what is held. */
  verify(target: ErasureTarget): Promise<PersonCount[]>;
}
