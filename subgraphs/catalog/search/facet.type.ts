import { Field, Int, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@ObjectType('FacetValue', { description: 'One value of a facet, and how many results have it.' })
@ShowsNothingPersonal()
export class FacetValue {
  @Field(() => String, { description: 'The code: a category code, a country, a region … Never null.' })
  value!: string;

  @Field(() => String, { description: "The value in the reader's language. Never null." })
  label!: string;

  @Field(() => Int, {
    description:
      'Results with this value, given the selections in all other facets (disjunctive counting). Exact for the set that `totalCount` counts. Never null.',
  })
  count!: number;

  @Field(() => Boolean, { description: 'Whether the search that was asked selected it. Never null.' })
  selected!: boolean;

  @Field(() => String, {
    description:
      'Token that selects (`where.facets`) or excludes (`where.notFacets`) this value; valid across index generations. Never null.',
  })
  input!: string;
}

@ObjectType('Facet', { description: 'A property by which results are counted and narrowed.' })
@ShowsNothingPersonal()
export class Facet {
  @Field(() => String, { description: 'Key, such as `country`. Never null.' })
  key!: string;

  @Field(() => String, { description: "Name of the facet in the reader's language. Never null." })
  label!: string;

  /** Not a field of the API: what `values` is made of; `first` of those that a text is found in, and what is selected. */
  valuesOf!: (matching: string, first: number) => FacetValue[];
}
