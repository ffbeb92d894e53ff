import { parse, specifiedRules, validate, type DocumentNode, type ExecutionResult } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { Stated } from '../viewer/viewer-statement.ts';
import { unavailable } from '../graphql/refusal.ts';
import { notAdmitted } from './admitted.ts';
import { localDoor } from './local-door.ts';
import type { PreparedOperation, SubgraphCall, SubgraphPort, Variables } from './port.ts';
import { toldChange } from './session-change.ts';
import type { Subgraph, SubgraphRequest } from './subgraph.ts';

const MAX_PREPARED = 2_000;

/**
 * A subgraph in the same process. Operations are validated and compiled once and run without a server in between; the
 * viewer's statement is checked here just as over HTTP.
 */
export function localPort(subgraph: Subgraph, verify: (statement: string) => Promise<Stated> | Stated): SubgraphPort {
  const prepared = new LRUCache<string, PreparedOperation>({ max: MAX_PREPARED });
  const answersAlone = (document: DocumentNode) => validate(subgraph.schema, document, specifiedRules).length === 0;
  const compiled = (operation: string): PreparedOperation => {
    const query = compileQuery(subgraph.schema, parse(operation), undefined, { disableLeafSerialization: false });
    if (!isCompiledQuery(query)) return () => query;
    return (variables: Variables, call: SubgraphCall): Promise<ExecutionResult> | ExecutionResult => {
      const run = ({ viewer, client }: Stated): Promise<ExecutionResult> | ExecutionResult => {
        const { locale, requestId, refreshToken, stands } = call;
        const context = subgraph.contextFor({ viewer, client, locale, requestId, refreshToken, stands });
        const result = query.query(undefined, context, variables);
        return client ? told(result, context) : result;
      };
      const admitted = (stated: Stated) =>
        stated.viewer.kind === 'anonymous'
          ? run(stated)
          : subgraph.admits(stated.viewer).then((admits) => (admits ? run(stated) : notAdmitted()));
      if (subgraph.isOpen?.() === false) return closed();
      const stated = verify(call.statement);
      return stated instanceof Promise ? stated.then(admitted) : admitted(stated);
    };
  };
  return {
    name: subgraph.name,
    inProcess: true,
    answersAlone,
    prepare(operation) {
      let ready = prepared.get(operation);
      if (!ready) prepared.set(operation, (ready = compiled(operation)));
      return ready;
    },
    ready: () => subgraph.ready(),
    onHidden: (listener) => subgraph.onHidden(listener),
    pass: localDoor(subgraph, verify),
  };
}

const closed = (): ExecutionResult => ({
  errors: [unavailable('This part of the service is starting. Try again in a few seconds.')],
});

/** The answer to a change, with what it did to the session. */
async function told(
  result: Promise<ExecutionResult> | ExecutionResult,
  context: SubgraphRequest,
): Promise<ExecutionResult> {
  const answer = await result;
  const extensions = toldChange(context);
  return extensions ? { ...answer, extensions } : answer;
}
