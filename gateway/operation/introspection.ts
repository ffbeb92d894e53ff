import { Kind, type FieldNode, type OperationDefinitionNode, type SelectionNode } from 'graphql';

/**
 * Parts an operation into what asks about the schema (`__schema`, `__type`) and the rest. A lone `__typename` at the root asks
 * about the schema too. Null stands for an empty part.
 */
export function splitIntrospection(operation: OperationDefinitionNode): {
  introspection: OperationDefinitionNode | null;
  rest: OperationDefinitionNode | null;
} {
  const { selections } = operation.selectionSet;
  const about = selections.filter(asksSchema);
  const others = selections.filter((node) => !asksSchema(node));
  if (about.length === 0 && !selections.every(isTypename)) return { introspection: null, rest: operation };
  const isAll = others.length === 0 || others.every(isTypename);
  const part = (chosen: readonly SelectionNode[]): OperationDefinitionNode => ({
    ...operation,
    selectionSet: { ...operation.selectionSet, selections: chosen },
  });
  return isAll ? { introspection: operation, rest: null } : { introspection: part(about), rest: part(others) };
}

const isField = (node: SelectionNode): node is FieldNode => node.kind === Kind.FIELD;
const asksSchema = (node: SelectionNode): boolean =>
  isField(node) && (node.name.value === '__schema' || node.name.value === '__type');
const isTypename = (node: SelectionNode): boolean => isField(node) && node.name.value === '__typename';
