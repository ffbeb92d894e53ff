import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Shows, ShowsNothingPersonal, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { ProductStatus } from '../product/product-status.enum.ts';
import { Product } from '../product/product.type.ts';

/** The catalog's stub of whoever asks. The member subgraph owns the type. */
@ObjectType('Viewer')
@Directive('@key(fields: "id")')
export class ViewerReference {
  @Field(() => ID)
  @Shows('accounts._id')
  id!: string;
}

@InputType('OwnProductWhere', { description: 'Which products of the company. All conditions hold together.' })
@TakesNothingPersonal()
export class OwnProductWhere {
  @Field(() => ProductStatus, { nullable: true, description: 'Only those in this state; null: all.' })
  status?: ProductStatus | null;

  @Field(() => String, {
    nullable: true,
    description: 'Part of a name in any language, or beginning of an externalId, at most 100 characters; null: all.',
  })
  query?: string | null;
}

@ObjectType('OwnProductEdge', { description: 'A product in the list of its company.' })
@ShowsNothingPersonal()
export class OwnProductEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => Product, { nullable: true, description: 'The product, in any state; null when it vanished meanwhile.' })
  node!: object | null;
}

@ObjectType('OwnProductConnection', {
  description: 'A page of the products of the company that whoever asks acts for, the newest first.',
})
@ShowsNothingPersonal()
export class OwnProductConnection {
  @Field(() => Int, { description: 'How many products match. Never null.' })
  totalCount!: number;

  @Field(() => [OwnProductEdge], { description: 'The page.' })
  edges!: OwnProductEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
