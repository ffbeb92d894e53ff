import { Field, Int, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { Problem } from '../../../kit/graphql/problem.type.ts';
import { Viewer } from './viewer.type.ts';

@ObjectType('AccountVersionConflict', {
  implements: Problem,
  description:
    'The account was changed since it was read. Nothing was changed by this request. Compare, then ask again with the current version.',
})
@ShowsNothingPersonal()
export class AccountVersionConflict extends Problem {
  @Field(() => Viewer, { description: 'The account as it is now. Never null.' })
  current!: Viewer;

  @Field(() => Int, { description: 'The version that the change was made from. Never null.' })
  expectedVersion!: number;
}

@ObjectType('LoginNameTaken', {
  implements: Problem,
  description: 'Somebody else signs in by this name. Nothing was changed.',
})
@ShowsNothingPersonal()
export class LoginNameTaken extends Problem {}

export const accountVersionConflict = (current: { version: number }, expectedVersion: number): AccountVersionConflict =>
  Object.assign(new AccountVersionConflict(), {
    current,
    expectedVersion,
    message: `Expected version ${current.version} of the account, got ${expectedVersion}. Read it again, and repeat the change on what it is now.`,
  });

export const loginNameTaken = (): LoginNameTaken =>
  Object.assign(new LoginNameTaken(), {
    message: 'Expected a login name that nobody else has. Choose another.',
  });
