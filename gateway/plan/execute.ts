import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Variables } from '../../kit/subgraph/port.ts';
import type { Asking } from '../operation/asking.ts';
import { merge, representationsOf, type Asked, type Data } from './entities.ts';
import type { Fetch, Planned } from './planned.ts';

/** A running plan: what has come in so far. */
export interface Execution {
  data: Data;
  errors: GraphQLError[];
  variables: Variables;
  asking: Asking;
  /** Whether a change was asked for, and nobody knows whether it was made: no other is begun. */
  isUncertain?: boolean;
  /** Milliseconds since the epoch at which waiting ends. */
  deadline: number;
}

/** Runs a plan. A subgraph that fails leaves its fields out and an error behind; the others' fields stay. */
export async function executePlan(node: Planned, execution: Execution): Promise<void> {
  switch (node.kind) {
    case 'sequence':
      for (const child of node.nodes) {
        if (child.changes && execution.isUncertain) return;
        await executePlan(child, execution);
      }
      return;
    case 'parallel':
      await Promise.all(node.nodes.map((child) => executePlan(child, execution)));
      return;
    case 'condition': {
      const chosen = execution.variables[node.variable] ? node.met : node.otherwise;
      if (chosen) await executePlan(chosen, execution);
      return;
    }
    case 'fetch':
      await executeFetch(node, execution);
  }
}

async function executeFetch(node: Fetch, execution: Execution): Promise<void> {
  const { data, variables: given } = execution;
  const variables: Variables = {};
  for (const name of node.variables) if (given[name] !== undefined) variables[name] = given[name];
  const asked = new Map<string, Asked>();
  for (const { key, variable, targets } of node.entities) {
    const wanted = representationsOf(data, targets);
    asked.set(key, wanted);
    variables[variable] = wanted.representations;
  }
  if (node.entities.length > 0 && [...asked.values()].every(({ representations }) => representations.length === 0))
    return;
  const result = await within(node, variables, execution);
  takeErrors(result, node, asked, execution);
  if (!result.data) {
    if (node.changes) execution.isUncertain = true;
    return;
  }
  if (node.entities.length === 0) return merge(data, result.data);
  for (const [key, { places }] of asked) {
    const entities = (result.data as Data)[key];
    if (!Array.isArray(entities)) continue;
    for (const [index, entity] of entities.entries()) {
      if (!entity) continue;
      const [first, ...others] = places[index] ?? [];
      for (const { object } of others) merge(object, structuredClone(entity) as Data);
      if (first) merge(first.object, entity as Data);
    }
  }
}

/** The subgraph's answer, or that it gave none in time. */
export async function within(
  { port, run, roots, changes }: Pick<Fetch, 'port' | 'run' | 'roots' | 'changes'>,
  variables: Variables,
  { asking, deadline }: Pick<Execution, 'asking' | 'deadline'>,
): Promise<ExecutionResult> {
  const absent = () => missing(port.name, roots, changes);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ExecutionResult>((resolve) => {
    timer = setTimeout(() => resolve(absent()), Math.max(0, deadline - Date.now()));
  });
  try {
    const answer: unknown = await Promise.race([run(variables, asking.call), late]);
    if (!isAnswer(answer, roots)) return absent();
    if (changes) await asking.heard?.(answer);
    return answer;
  } catch {
    return absent();
  } finally {
    clearTimeout(timer);
  }
}

/** Which part of the answer is missing, by what it is about; never where or why. */
const ABOUT: Record<string, string> = {
  member: 'companies',
  catalog: 'products, categories and search',
  privacy: 'privacy',
};

function missing(subgraph: string, roots: readonly string[], changes: boolean): ExecutionResult {
  const about = ABOUT[subgraph] ?? 'this';
  const message = changes
    ? `The part of the service about ${about} did not say whether it made this change, and it may have. Ask again with the same idempotency key: then it is made once.`
    : `The part of the answer about ${about} is missing for the moment. Try again in a few seconds.`;
  const extensions = { code: 'UNAVAILABLE' };
  return { errors: roots.map((root) => new GraphQLError(message, { path: [root], extensions })) };
}

/** Whether it is a GraphQL answer to what was asked, and not something else that came over the wire. */
function isAnswer(answer: unknown, roots: readonly string[]): answer is ExecutionResult {
  if (!isObject(answer)) return false;
  const { data, errors } = answer;
  if (errors !== undefined && !(Array.isArray(errors) && errors.length > 0 && errors.every(isObject))) return false;
  if (data === undefined || data === null) return errors !== undefined;
  return isObject(data) && roots.every((root) => root in data);
}

const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Errors keep their place in the answer: through entities, that of each object that was asked for. */
function takeErrors(
  { errors }: ExecutionResult,
  node: Fetch,
  asked: ReadonlyMap<string, Asked>,
  { errors: into }: Execution,
): void {
  for (const error of errors ?? []) {
    const [key, index, ...rest] = error.path ?? [];
    const places = asked.get(key as string)?.places[index as number];
    const paths = places
      ? places.map(({ path }) => [...path, ...rest])
      : node.entities.length > 0
        ? [asked.get(key as string) ?? [...asked.values()]].flat().flatMap(placesOf)
        : error.path
          ? [error.path]
          : node.roots.map((root) => [root]);
    for (const path of paths)
      into.push(
        new GraphQLError(error.message, { path, originalError: error.originalError, extensions: error.extensions }),
      );
  }
}

/** Where all objects stand that were asked about; an error that names none of them is about them all. */
const placesOf = ({ places }: Asked): (string | number)[][] => places.flatMap((same) => same.map(({ path }) => path));
