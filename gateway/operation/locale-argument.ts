import { Kind, type OperationDefinitionNode, type ValueNode } from 'graphql';
import type { Variables } from '../../kit/subgraph/port.ts';
import type { Locale } from '../../kit/text/localized-text.ts';

/** The language that an operation asks for by `locale` arguments at its root; null when it names none, or several. */
export type LocaleOf = (variables: Variables) => Locale | null;

/**
 * A `locale` argument speaks for the whole operation, so that what hangs below a found product, in whichever subgraph, is in the
 * language of the search. Where root fields ask for different languages, each keeps its own and the rest follows the request.
 */
export function localeArguments({ selectionSet }: OperationDefinitionNode): LocaleOf {
  const values: ValueNode[] = [];
  for (const node of selectionSet.selections) {
    const value =
      node.kind === Kind.FIELD ? node.arguments?.find(({ name }) => name.value === 'locale')?.value : undefined;
    if (value) values.push(value);
  }
  if (values.length === 0) return () => null;
  return (variables) => {
    const named = new Set(
      values.map((value) =>
        value.kind === Kind.ENUM ? value.value : value.kind === Kind.VARIABLE ? variables[value.name.value] : null,
      ),
    );
    named.delete(null);
    named.delete(undefined);
    return named.size === 1 ? ([...named][0] as Locale) : null;
  };
}
