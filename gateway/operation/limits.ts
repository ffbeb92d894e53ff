import { Kind, OperationTypeNode, type DocumentNode, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from '../../kit/graphql/fragments.ts';
import { Refusal } from '../error/refusal.ts';

/** What one document may ask for. */
export interface Limits {
  tokens: number;
  depth: number;
  fields: number;
  aliases: number;
  rootFields: number;
  /** Changes in one operation. */
  changes: number;
  directives: number;
  /** At one field, fragment or operation. */
  directivesInOnePlace: number;
  cost: number;
}

export const LIMITS: Limits = {
  tokens: 5_000,
  depth: 15,
  fields: 500,
  aliases: 60,
  rootFields: 30,
  changes: 10,
  directives: 50,
  directivesInOnePlace: 5,
  cost: 5_000,
};

interface Size {
  /** Fields of this level, fragments resolved. */
  breadth: number;
  depth: number;
  fields: number;
  aliases: number;
  directives: number;
}

/**
 * Refuses a document that is too large in any way, before anything looks at it in earnest. Fragments count wherever they are spread;
 * each is measured once, so that nested reuse costs nothing to see through. Cycles are refused.
 */
export function checkLimits(document: DocumentNode, limits: Limits): void {
  const fragments = fragmentsOf(document);
  const measured = new Map<string, Size | 'open'>();

  const ofFragment = (name: string): Size => {
    const known = measured.get(name);
    if (known === 'open')
      throw tooExpensive(`Expected fragments that do not spread themselves, but "${name.slice(0, 60)}" does.`);
    if (known) return known;
    const fragment = fragments.get(name);
    if (!fragment) return { breadth: 0, depth: 0, fields: 0, aliases: 0, directives: 0 };
    measured.set(name, 'open');
    const size = measure(fragment.selectionSet);
    measured.set(name, size);
    return size;
  };

  const measure = ({ selections }: SelectionSetNode): Size => {
    const total: Size = { breadth: 0, depth: 0, fields: 0, aliases: 0, directives: 0 };
    for (const node of selections) {
      const below =
        node.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(node.name.value)
          : node.selectionSet
            ? measure(node.selectionSet)
            : null;
      const level = node.kind === Kind.FIELD ? 1 : 0;
      atMost('directives in one place', node.directives?.length ?? 0, limits.directivesInOnePlace);
      total.depth = Math.max(total.depth, level + (below?.depth ?? 0));
      total.breadth += node.kind === Kind.FIELD ? 1 : (below?.breadth ?? 0);
      total.fields += 1 + (below?.fields ?? 0);
      total.aliases += (node.kind === Kind.FIELD && node.alias ? 1 : 0) + (below?.aliases ?? 0);
      total.directives += (node.directives?.length ?? 0) + (below?.directives ?? 0);
    }
    return total;
  };

  for (const definition of document.definitions) {
    if (!('selectionSet' in definition)) continue;
    const size = measure(definition.selectionSet);
    atMost('levels of depth', size.depth, limits.depth);
    atMost('fields and fragments', size.fields, limits.fields);
    atMost('aliases', size.aliases, limits.aliases);
    atMost('directives in one place', definition.directives?.length ?? 0, limits.directivesInOnePlace);
    atMost('directives', size.directives, limits.directives);
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    atMost('root fields', size.breadth, limits.rootFields);
    if (definition.operation === OperationTypeNode.MUTATION) atMost('changes', size.breadth, limits.changes);
  }
}

function atMost(what: string, got: number, most: number): void {
  if (got > most)
    throw tooExpensive(`Expected at most ${most} ${what} in one operation, got ${got}. Split it into several.`);
}

const tooExpensive = (message: string): Refusal => new Refusal('TOO_EXPENSIVE', message);
