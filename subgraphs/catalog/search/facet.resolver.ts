import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { badInput, pageSize } from '../../../kit/graphql/refusal.ts';
import { MOST_VALUES } from './facet.presenter.ts';
import { Facet, FacetValue } from './facet.type.ts';

const LONGEST = 100;

@Resolver(() => Facet)
export class FacetResolver {
  @FieldResolver(() => [FacetValue], {
    description:
      "Those with most results, in the reader's collation order; values without a result are left out unless selected.",
  })
  @TakesNothingPersonal()
  values(
    @Root() facet: Facet,
    @Arg('matching', () => String, {
      nullable: true,
      description:
        'Only values in whose name, in any of the three languages, or code this text is found, whatever its case, dots and accents; at most 100 characters. Selected ones stay. Null or empty: all.',
    })
    matching: string | null,
    @Arg('first', () => Int, {
      defaultValue: MOST_VALUES,
      description: 'How many, 1 to 100; more only where more are selected.',
    })
    first: number,
  ): FacetValue[] {
    if (matching && matching.length > LONGEST)
      throw badInput(`Expected \`matching\` of at most ${LONGEST} characters, got ${matching.length}.`);
    return facet.valuesOf(matching ?? '', pageSize(first));
  }
}
