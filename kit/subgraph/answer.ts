import { GraphQLError, type ExecutionResult } from 'graphql';
import { z } from 'zod';

const fault = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
});
const faults = z.array(fault).min(1).max(10_000);

/** Reads a subgraph's answer, a GraphQL response as JSON text. Null when it is anything else. */
export function readAnswer(text: string): ExecutionResult | null {
  const answer = parsed(text);
  if (!isObject(answer)) return null;
  const { data, errors } = answer;
  if (data !== undefined && data !== null && !isObject(data)) return null;
  const told = isObject(answer['extensions']) && { extensions: answer['extensions'] };
  if (errors === undefined) return data ? { data, ...told } : null;
  const read = faults.safeParse(errors);
  if (!read.success) return null;
  return {
    ...(data !== undefined && { data }),
    ...told,
    errors: read.data.map(({ message, path, extensions }) => new GraphQLError(message, { path, extensions })),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
