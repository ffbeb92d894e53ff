import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { ProductVersionConflict } from '../product/product.problem.ts';
import { Product } from '../product/product.type.ts';

const types = () => [Product, InvalidInput, NotAllowed, NotFound, ProductVersionConflict, IdempotencyKeyReused];

export const AddProductImageResult = resultUnion(
  'AddProductImageResult',
  'The product with the picture, or why not.',
  types,
);
export const RemoveProductImageResult = resultUnion(
  'RemoveProductImageResult',
  'The product without the picture, or why not.',
  types,
);
export const OrderProductImagesResult = resultUnion(
  'OrderProductImagesResult',
  'The product with its pictures in order, or why not.',
  types,
);
