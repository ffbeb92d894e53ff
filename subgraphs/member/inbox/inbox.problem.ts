import { Field, Int, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { Problem } from '../../../kit/graphql/problem.type.ts';

@ObjectType('InboxVersionConflict', {
  implements: Problem,
  description: 'A colleague changed it since it was read. Nothing was changed by this request. Look at it anew.',
})
@ShowsNothingPersonal()
export class InboxVersionConflict extends Problem {
  @Field(() => Int, { description: 'Its version now. Never null.' })
  currentVersion!: number;

  @Field(() => Int, { description: 'The version that the change was made from. Never null.' })
  expectedVersion!: number;
}

export const versionConflict = (currentVersion: number, expectedVersion: number): InboxVersionConflict =>
  Object.assign(new InboxVersionConflict(), {
    currentVersion,
    expectedVersion,
    message: `Expected version ${currentVersion}, got ${expectedVersion}: somebody changed it meanwhile. Look at it anew.`,
  });
