import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';

interface Parts {
  about: SelectionNode[];
  others: SelectionNode[];
}

/**
 * Parts an operation into what asks about the schema (`__schema`, `__type`), also in fragments, and the rest. A lone `__typename`
 * at the root asks about the schema too. Null stands for an empty part.
 */
export function splitIntrospection(
  operation: OperationDefinitionNode,
  document: DocumentNode,
): {
  introspection: OperationDefinitionNode | null;
  rest: OperationDefinitionNode | null;
} {
  const { selections } = operation.selectionSet;
  const { about, others } = parted(selections, document);
  if (about.length === 0 && !selections.every(isTypename)) return { introspection: null, rest: operation };
  if (others.every(isTypename)) return { introspection: operation, rest: null };
  const part = (chosen: readonly SelectionNode[]): OperationDefinitionNode => ({
    ...operation,
    selectionSet: { ...operation.selectionSet, selections: chosen },
  });
  return { introspection: part(about), rest: part(others) };
}

/** A fragment that asks for both becomes two. */
function parted(selections: readonly SelectionNode[], document: DocumentNode): Parts {
  const parts: Parts = { about: [], others: [] };
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      (node.name.value === '__schema' || node.name.value === '__type' ? parts.about : parts.others).push(node);
      continue;
    }
    const { selectionSet, typeCondition } =
      node.kind === Kind.INLINE_FRAGMENT ? node : fragmentOf(document, node.name.value);
    const inner = parted(selectionSet.selections, document);
    const inline = (chosen: readonly SelectionNode[]): SelectionNode => ({
      kind: Kind.INLINE_FRAGMENT,
      typeCondition,
      directives: node.directives,
      selectionSet: { ...selectionSet, selections: chosen },
    });
    if (inner.about.length === 0) parts.others.push(node);
    else {
      parts.about.push(inline(inner.about));
      if (inner.others.length > 0) parts.others.push(inline(inner.others));
    }
  }
  return parts;
}

const fragmentOf = ({ definitions }: DocumentNode, name: string): FragmentDefinitionNode =>
  definitions.find(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name,
  )!;

const isTypename = (node: SelectionNode): boolean => node.kind === Kind.FIELD && node.name.value === '__typename';
