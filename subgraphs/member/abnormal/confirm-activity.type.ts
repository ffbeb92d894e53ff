import { Field, ObjectType } from 'type-graphql';
import { Shows } from '../../../kit/graphql/leaf-declaration.ts';
import { IdempotencyKeyReused } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { TokenNotUsable } from '../../../kit/proof/proof.problem.ts';

@ObjectType('ActivityAnswered', { description: 'That the holder of an account has said whether it was them.' })
class ActivityAnswered {
  @Field(() => Boolean, {
    description:
      'Whether publishing, withdrawing and deleting is still paused: until the holder, with a new password, says that it goes on. Never null.',
  })
  @Shows('memberships.paused')
  isPaused!: boolean;
}

export const ConfirmActivityResult = resultUnion('ConfirmActivityResult', 'What came of the answer.', () => [
  ActivityAnswered,
  TokenNotUsable,
  IdempotencyKeyReused,
]);
