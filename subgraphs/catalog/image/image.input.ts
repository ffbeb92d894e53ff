import { Field, ID, InputType, Int } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocalizedTextInput } from '../product/localized-text.input.ts';

const KEY = 'Made for this intention, and repeated with the request: 1 to 128 characters.';
const VERSION = 'The version of the product that the change was made from; null: any.';

@InputType('AddProductImageInput', { description: 'A picture that was uploaded, for a product.' })
@TakesNothingPersonal()
export class AddProductImageInput {
  @Field(() => ID, { description: 'The product, of the company that whoever asks acts for.' })
  productId!: string;

  @Field(() => ID, { description: 'Of a file that was uploaded as PRODUCT_IMAGE, less than a day ago.' })
  uploadId!: string;

  @Field(() => [LocalizedTextInput], {
    nullable: true,
    description: 'What it shows, once in each language at most, 300 characters each; null: not said.',
  })
  alt!: LocalizedTextInput[] | null;

  @Field(() => Int, { nullable: true, description: VERSION })
  expectedVersion!: number | null;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('RemoveProductImageInput', { description: 'A picture that a product is to have no more.' })
@TakesNothingPersonal()
export class RemoveProductImageInput {
  @Field(() => ID, { description: 'The product, of the company that whoever asks acts for.' })
  productId!: string;

  @Field(() => ID, { description: 'The `imageId` of the picture.' })
  imageId!: string;

  @Field(() => Int, { nullable: true, description: VERSION })
  expectedVersion!: number | null;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('OrderProductImagesInput', { description: 'The order in which the pictures of a product are to stand.' })
@TakesNothingPersonal()
export class OrderProductImagesInput {
  @Field(() => ID, { description: 'The product, of the company that whoever asks acts for.' })
  productId!: string;

  @Field(() => [ID], { description: 'The `imageId` of all of its pictures, each once, the first one first.' })
  imageIds!: string[];

  @Field(() => Int, { nullable: true, description: VERSION })
  expectedVersion!: number | null;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}
