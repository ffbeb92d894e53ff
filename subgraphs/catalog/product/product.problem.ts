import { Field, Int, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { Problem } from '../../../kit/graphql/problem.type.ts';
import { Product } from './product.type.ts';

@ObjectType('NotPublishable', {
  implements: Problem,
  description: 'The product cannot be published as it is. Nothing was changed.',
})
@ShowsNothingPersonal()
export class NotPublishable extends Problem {
  @Field(() => [String], {
    description: 'What is missing or out of date, as paths of the input that would give it. Never empty.',
  })
  missing!: string[];
}

@ObjectType('SentValue', { description: 'A value as it was sent.' })
@ShowsNothingPersonal()
export class SentValue {
  @Field(() => String, { description: 'Name of the field of the input. Never null.' })
  field!: string;

  @Field(() => String, { description: 'Its value, as JSON. Never null.' })
  value!: string;
}

@ObjectType('ProductVersionConflict', {
  implements: Problem,
  description:
    'Somebody else changed the product since the version that the change was made from. Nothing was changed: look at both, decide, and send it again with `currentVersion`.',
})
@ShowsNothingPersonal()
export class ProductVersionConflict extends Problem {
  @Field(() => Product, { nullable: true, description: 'As it is now; null when it is gone meanwhile.' })
  current!: object | null;

  @Field(() => Int, { description: 'Its version now. Never null.' })
  currentVersion!: number;

  @Field(() => Int, { description: 'The version that the request expected. Never null.' })
  expectedVersion!: number;

  @Field(() => [SentValue], { description: 'What the request would have changed. Empty when it gave no values.' })
  yours!: SentValue[];
}

export const notPublishable = (missing: string[]): NotPublishable =>
  Object.assign(new NotPublishable(), {
    missing,
    message: `Expected all that a published product needs; missing or out of date: ${missing.join(', ')}. Change it, then publish.`,
  });
