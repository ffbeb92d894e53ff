import { ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { Problem } from '../../../kit/graphql/problem.type.ts';

@ObjectType('LastOwner', {
  implements: Problem,
  description: 'The company would be left without an owner. Nothing was changed. Make another member an owner first.',
})
@ShowsNothingPersonal()
export class LastOwner extends Problem {}

export const lastOwner = (): LastOwner =>
  Object.assign(new LastOwner(), {
    message: 'Expected another owner who stays. Hand the company over, or make another member an owner first.',
  });
