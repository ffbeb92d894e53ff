import { createUnionType, type ClassType } from 'type-graphql';

/**
 * The union that a mutation answers with: what it changed, or a Problem. What is changed says its type by `__typename`, as presenters
 * give it; a problem by its class, which is named like the type.
 *
 * ```ts
 * export const PublishProductResult = resultUnion('PublishProductResult', 'What came of publishing.', () => [Product, NotFound]);
 * ```
 */
export const resultUnion = (name: string, description: string, types: () => readonly ClassType[]): object =>
  createUnionType({
    name,
    description,
    types: types as never,
  });
