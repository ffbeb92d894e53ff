import { Kind, type DocumentNode, type FieldNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from '../../kit/graphql/fragments.ts';

/** What an operation costs with given variables, in points: about one for each object that has to be made. */
export type Cost = (variables: Record<string, unknown>) => number;

const ROOT = 5;
const MOST_PER_PAGE = 100;

/**
 * The cost of an operation, as a function of its variables: a field with a selection costs one, times the size of the pages
 * that it stands in; a root field costs five. Pages beyond their bound count as full: they are refused by name later.
 */
export function costOf(operation: OperationDefinitionNode, document: DocumentNode): Cost {
  const fragments = fragmentsOf(document);
  const known = new Map<string, Cost>();

  const ofSelections = ({ selections }: SelectionSetNode): Cost => {
    const parts = selections.flatMap((node): Cost[] => {
      if (node.kind === Kind.FIELD) return node.selectionSet ? [ofField(node)] : [];
      if (node.kind === Kind.INLINE_FRAGMENT) return [ofSelections(node.selectionSet)];
      return [ofFragment(node.name.value)];
    });
    if (parts.length === 0) return () => 0;
    return (variables) => parts.reduce((sum, part) => sum + part(variables), 0);
  };

  const ofFragment = (name: string): Cost => {
    let cost = known.get(name);
    if (!cost) {
      const fragment = fragments.get(name);
      known.set(name, (cost = fragment ? ofSelections(fragment.selectionSet) : () => 0));
    }
    return cost;
  };

  const ofField = (node: FieldNode): Cost => {
    const below = ofSelections(node.selectionSet!);
    const size = pageSizeOf(node);
    return (variables) => 1 + size(variables) * below(variables);
  };

  const cost = ofSelections(operation.selectionSet);
  const roots = operation.selectionSet.selections.length * ROOT;
  return (variables) => roots + cost(variables);
}

function pageSizeOf(node: FieldNode): (variables: Record<string, unknown>) => number {
  const argument = node.arguments?.find(({ name }) => name.value === 'first' || name.value === 'ids');
  if (!argument) return () => 1;
  const { value } = argument;
  if (value.kind === Kind.INT) return () => bounded(Number(value.value));
  if (value.kind === Kind.LIST) return () => bounded(value.values.length);
  if (value.kind !== Kind.VARIABLE) return () => 1;
  return (variables) => {
    const given = variables[value.name.value];
    return bounded(Array.isArray(given) ? given.length : Number(given));
  };
}

const bounded = (size: number): number => (size >= 1 ? Math.min(size, MOST_PER_PAGE) : 1);
