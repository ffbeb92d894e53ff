import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Locale } from '../text/localized-text.ts';
import type { Stands } from './standing.ts';
import type { DoorAnswer, DoorRequest } from './door.ts';

/** What goes along with every operation that the gateway hands to a subgraph. */
export interface SubgraphCall {
  /** The viewer, stated and signed by the gateway. */
  statement: string;
  locale: Locale;
  requestId: string;
  /** The refresh token in the client's cookie, along with what changes something. */
  refreshToken?: string | undefined;
  /** Takes in for how long parts of the answer hold; a subgraph in another process says nothing of it. */
  stands?: Stands | undefined;
  /** Aborts when the gateway no longer waits. */
  signal?: AbortSignal;
}

export type Variables = Record<string, unknown>;

/**
 * An operation that a subgraph has made ready, to be run many times. What it did to the session stands in the `extensions` of its
 * answer (`changeTold` reads it).
 */
export type PreparedOperation = (
  variables: Variables,
  call: SubgraphCall,
) => Promise<ExecutionResult> | ExecutionResult;

/** The gateway's way to a subgraph: in the same process, or over HTTP. Both keep the same contract. */
export interface SubgraphPort {
  readonly name: string;
  /** Whether the subgraph runs in this process, so that its answers are what its schema made them. */
  readonly inProcess?: boolean;
  /** Whether the subgraph's own schema knows everything that the document asks for. */
  answersAlone(document: DocumentNode): boolean;
  prepare(operation: string): PreparedOperation;
  ready(): Promise<boolean>;
  /**
   * Tells whenever something that was shown is hidden from now on. Answers of a subgraph that cannot tell are never kept. Answers
   * with how to stop listening.
   */
  readonly onHidden?: (listener: () => void) => () => void;
  /** Hands on what is no operation: files on their way in and out. Absent: none go this way. */
  pass?(request: DoorRequest, call: Pick<SubgraphCall, 'statement' | 'requestId'>): Promise<DoorAnswer>;
}
