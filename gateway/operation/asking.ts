import type { ExecutionResult } from 'graphql';
import type { SubgraphCall } from '../../kit/subgraph/port.ts';

/** Who asks in the course of one operation, as the subgraphs are told. */
export interface Asking {
  /** What goes along with the next call. */
  call: SubgraphCall;
  /** Takes in what the answer to a change tells of the session: what follows may be asked by somebody else. Absent for what only reads. */
  heard?: (answer: ExecutionResult) => Promise<void>;
}
