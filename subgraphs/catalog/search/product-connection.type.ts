import { Field, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { Product } from '../product/product.type.ts';
import type { Facet } from './facet.type.ts';
import { EdgeFacts, QueryFacts } from './edge-facts.type.ts';
import { Freshness, TotalCount } from './result.type.ts';

@ObjectType('ProductEdge', { description: 'A product in a list.' })
@ShowsNothingPersonal()
export class ProductEdge extends EdgeFacts {
  @Field(() => Product, { nullable: true, description: 'Null when the product vanished after it was indexed.' })
  node!: Product | null;
}

@ObjectType('ProductConnection', {
  description: 'A page of products. Total, facets and pages speak of one set: all products that match.',
})
export class ProductConnection extends QueryFacts {
  @Field(() => TotalCount, { description: 'How many products match. Never null.' })
  totalCount!: TotalCount;

  facets!: Facet[];

  @Field(() => Freshness, { description: 'Which index answered, and as of when. Never null.' })
  freshness!: Freshness;

  @Field(() => [ProductEdge], { description: 'The page, in the order that was asked for.' })
  edges!: ProductEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
