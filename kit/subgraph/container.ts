import type { ContainerType } from 'type-graphql';

/** Hands type-graphql the resolvers that the wiring made, by their class. */
export function containerOf(resolvers: readonly object[]): ContainerType {
  const byClass = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  return {
    get(wanted: { name: string }) {
      const resolver = byClass.get(wanted as never);
      if (!resolver)
        throw new Error(`Expected the wiring to make a ${wanted.name}, but it did not: add it to the container.`);
      return resolver;
    },
  };
}
