import { Field, ObjectType } from 'type-graphql';
import { ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';

@ObjectType('ProductAttribute', {
  description: 'One property of a product: a material, grade, size, standard, colour …',
})
@ShowsRecord('products', 'attributes')
export class ProductAttribute {
  @Field(() => String, {
    description: 'Key of the property, such as `material`; the same in every language. Never null.',
  })
  key!: string;

  @Field(() => String, { description: "Value in the reader's language, or a code such as `AISI 316`. Never null." })
  value!: string;
}
