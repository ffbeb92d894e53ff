import type { GraphQLSchema } from 'graphql';
import type { Locale } from '../text/localized-text.ts';
import type { Client } from '../viewer/client.ts';
import type { Participant } from '../participation/participant.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { Door } from './door.ts';
import type { Stands } from './standing.ts';
import type { SessionChange } from './session-tokens.ts';

/** What a resolver may know about the request that it answers. */
export interface SubgraphRequest {
  viewer: Viewer;
  /** From where a change is asked for; null when the call only reads. */
  client: Client | null;
  locale: Locale;
  requestId: string;
  /** The refresh token in the client's cookie; absent without one, and for what only reads. */
  refreshToken?: string | undefined;
  /** Takes in for how long parts of the answer hold; absent: nobody wants to know. */
  stands?: Stands | undefined;
  /** What resolvers did to the session, by `openSession` and `endSession`; absent when nothing. */
  sessionChange?: SessionChange;
}

/** A subgraph as its wiring leaves it: a schema, a context for each request, and how to stop. */
export interface Subgraph {
  name: 'member' | 'catalog' | 'privacy';
  schema: GraphQLSchema;
  contextFor(request: SubgraphRequest): SubgraphRequest;
  /** Whether the session that a viewer asks by has not been ended. Asked before every call of somebody signed in. */
  admits(viewer: Viewer): Promise<boolean>;
  /** Whether it may answer at all: not on databases that were restored and are not in order yet. Absent: always. Its participant answers meanwhile. */
  isOpen?(): boolean;
  /** Whether everything that the subgraph needs answers. */
  ready(): Promise<boolean>;
  stop(): Promise<void>;
  /** Tells whenever something that was shown is hidden from now on; a subgraph that never hides anything calls nobody. */
  onHidden(listener: () => void): () => void;
  /** Absent: no file goes in or out here. */
  door?: Door;
  /** Its part in the rights of people. Absent: nobody is stored here. */
  participant?: Participant;
}
