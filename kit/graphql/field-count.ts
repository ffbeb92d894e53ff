import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from './fragments.ts';

/** How many fields the operations of a valid document select, each fragment counted wherever it is spread: what making it ready costs grows with it. */
export function fieldCount(document: DocumentNode): number {
  const fragments = fragmentsOf(document);
  const counted = new Map<SelectionSetNode, number>();
  const count = (set: SelectionSetNode | undefined): number => {
    if (!set) return 0;
    let fields = counted.get(set);
    if (fields !== undefined) return fields;
    fields = 0;
    for (const node of set.selections)
      fields +=
        node.kind === Kind.FRAGMENT_SPREAD
          ? count(fragments.get(node.name.value)?.selectionSet)
          : (node.kind === Kind.FIELD ? 1 : 0) + count(node.selectionSet);
    counted.set(set, fields);
    return fields;
  };
  return document.definitions.reduce(
    (sum, one) => sum + (one.kind === Kind.OPERATION_DEFINITION ? count(one.selectionSet) : 0),
    0,
  );
}
