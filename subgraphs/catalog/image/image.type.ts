import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@ObjectType('ImageSize', { description: 'A picture in one size and format.' })
@ShowsNothingPersonal()
export class ImageSize {
  @Field(() => Int, { description: 'In pixels. Never null.' })
  width!: number;

  @Field(() => Int, { description: 'In pixels. Never null.' })
  height!: number;

  @Field(() => String, {
    description:
      'Where to get it: a path at this host. Of a product that only its company sees it is signed, and holds for five minutes. Never null.',
  })
  url!: string;

  @Field(() => String, { description: 'Media type: `image/webp`, or `image/jpeg` for readers without it. Never null.' })
  contentType!: string;
}

@ObjectType('ProductImage', { description: 'A picture of a product.' })
@ShowsNothingPersonal()
export class ProductImage {
  @Field(() => ID, { description: 'Names it in changes of the pictures of its product. Never null.' })
  imageId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "What it shows, for those who do not see it, in the reader's language or the next best one; null when nobody said.",
  })
  alt!: string | null;

  @Field(() => [ImageSize], { description: 'From the smallest up, each in WebP and JPEG. Never empty.' })
  sizes!: ImageSize[];
}
