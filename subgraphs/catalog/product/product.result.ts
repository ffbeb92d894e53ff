import { Field, ID, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { NotPublishable, ProductVersionConflict } from './product.problem.ts';
import { Product } from './product.type.ts';

@ObjectType('DeletedProduct', { description: 'That a product is gone for good.' })
@ShowsNothingPersonal()
class DeletedProduct {
  @Field(() => ID, { description: 'The id that it had; it is of nothing from now on. Never null.' })
  productId!: string;
}

const REFUSALS = () => [InvalidInput, NotAllowed, NotFound, IdempotencyKeyReused] as const;

export const CreateProductResult = resultUnion(
  'CreateProductResult',
  'The draft that was made, or why none was.',
  () => [Product, ...REFUSALS()],
);
export const UpdateProductResult = resultUnion(
  'UpdateProductResult',
  'The product as it is now, or why it was not changed.',
  () => [Product, ...REFUSALS(), ProductVersionConflict],
);
export const TranslateProductResult = resultUnion(
  'TranslateProductResult',
  'The product with the texts, or why they were not taken.',
  () => [Product, ...REFUSALS(), ProductVersionConflict],
);
export const PublishProductResult = resultUnion(
  'PublishProductResult',
  'The product as it is published, or why it was not.',
  () => [Product, ...REFUSALS(), ProductVersionConflict, NotPublishable],
);
export const WithdrawProductResult = resultUnion(
  'WithdrawProductResult',
  'The product as it is withdrawn, or why it was not.',
  () => [Product, ...REFUSALS(), ProductVersionConflict],
);
export const DeleteProductResult = resultUnion(
  'DeleteProductResult',
  'That the product is gone, or why it is not.',
  () => [DeletedProduct, ...REFUSALS(), ProductVersionConflict],
);
