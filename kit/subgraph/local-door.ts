import type { Stated } from '../viewer/viewer-statement.ts';
import { sessionEnded } from './admitted.ts';
import { nothingAtDoor, refusedAtDoor } from './door.ts';
import type { SubgraphPort } from './port.ts';
import type { Subgraph } from './subgraph.ts';

/** The door of a subgraph in the same process; the viewer's statement is checked just as over HTTP. */
export const localDoor =
  (subgraph: Subgraph, verify: (statement: string) => Promise<Stated> | Stated): NonNullable<SubgraphPort['pass']> =>
  async (request, { statement, requestId }) => {
    if (subgraph.isOpen?.() === false) return doorAbsent();
    const { viewer } = await verify(statement);
    if (!(await subgraph.admits(viewer)))
      return refusedAtDoor(401, 'UNAUTHENTICATED', 'SESSION_ENDED', sessionEnded().message);
    return (await subgraph.door?.(request, { viewer, requestId })) ?? nothingAtDoor();
  };

/** The part of the service behind a door does not answer now. */
export const doorAbsent = () =>
  refusedAtDoor(
    503,
    'UNAVAILABLE',
    'UNAVAILABLE',
    'A part of the service does not answer for the moment. Try again in a few seconds.',
  );
