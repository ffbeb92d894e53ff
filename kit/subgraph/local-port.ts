import { parse, specifiedRules, validate, type DocumentNode, type ExecutionResult } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { fieldCount } from '../graphql/field-count.ts';
import type { Stated } from '../viewer/viewer-statement.ts';
import { unavailable } from '../graphql/refusal.ts';
import { notAdmitted } from './admitted.ts';
import { localDoor } from './local-door.ts';
import type { PreparedOperation, SubgraphCall, SubgraphPort, Variables } from './port.ts';
import { toldChange } from './session-change.ts';
import type { Subgraph, SubgraphRequest } from './subgraph.ts';

/** Memory of operations that are made ready, and what one takes: code for each field. */
const MOST_BYTES = 32 * 2 ** 20;
const FIELD_BYTES = 12_000;

interface Compiled {
  fields: number;
  run: PreparedOperation;
}

/**
 * A subgraph in the same process. Operations are validated and compiled once and run without a server in between; the
 * viewer's statement is checked here just as over HTTP. What was compiled and not used for long is compiled again.
 */
export function localPort(subgraph: Subgraph, verify: (statement: string) => Promise<Stated> | Stated): SubgraphPort {
  const prepared = new LRUCache<string, Compiled>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ fields }, operation) => (fields + 1) * FIELD_BYTES + operation.length,
  });
  const answersAlone = (document: DocumentNode) => validate(subgraph.schema, document, specifiedRules).length === 0;
  const compiled = (operation: string): Compiled => {
    const document = parse(operation, { noLocation: true });
    const fields = fieldCount(document);
    const query = compileQuery(subgraph.schema, document, undefined, { disableLeafSerialization: false });
    if (!isCompiledQuery(query)) return { fields, run: () => query };
    const run: PreparedOperation = (variables: Variables, call: SubgraphCall) => {
      const answer = ({ viewer, client }: Stated): Promise<ExecutionResult> | ExecutionResult => {
        const { locale, requestId, refreshToken, stands } = call;
        const context = subgraph.contextFor({ viewer, client, locale, requestId, refreshToken, stands });
        const result = query.query(undefined, context, variables);
        return client ? told(result, context) : result;
      };
      const admitted = (stated: Stated) =>
        stated.viewer.kind === 'anonymous'
          ? answer(stated)
          : subgraph.admits(stated.viewer).then((admits) => (admits ? answer(stated) : notAdmitted()));
      if (subgraph.isOpen?.() === false) return closed();
      const stated = verify(call.statement);
      return stated instanceof Promise ? stated.then(admitted) : admitted(stated);
    };
    return { fields, run };
  };
  const ready = (operation: string): Compiled => {
    let known = prepared.get(operation);
    if (!known) prepared.set(operation, (known = compiled(operation)));
    return known;
  };
  return {
    name: subgraph.name,
    inProcess: true,
    answersAlone,
    prepare: (operation) => (variables, call) => ready(operation).run(variables, call),
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
