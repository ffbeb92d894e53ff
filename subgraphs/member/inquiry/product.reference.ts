import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Shows } from '../../../kit/graphql/leaf-declaration.ts';

/** The members' stub of a product. The catalog owns the type, and shows it to whoever may see it. */
@ObjectType('Product')
@Directive('@key(fields: "id", resolvable: false)')
export class ProductReference {
  @Field(() => ID)
  @Shows('inquiries.productId')
  id!: string;
}
