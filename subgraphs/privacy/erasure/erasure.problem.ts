import { Field, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { notAllowed, type NotAllowed } from '../../../kit/graphql/problems.ts';
import { MOST_HELD } from '../../../kit/participation/participation-messages.ts';
import { Problem } from '../../../kit/graphql/problem.type.ts';

@ObjectType('ErasurePlanStale', {
  implements: Problem,
  description:
    'The erasure would do something else by now than what was approved: approvals that were given count no more. Look at the plan anew, and approve the new hash.',
})
@ShowsNothingPersonal()
export class ErasurePlanStale extends Problem {
  @Field(() => String, { description: 'The hash of the plan as it is now. Never null.' })
  planHash!: string;
}

export const erasurePlanStale = (planHash: string): ErasurePlanStale =>
  Object.assign(new ErasurePlanStale(), {
    planHash,
    message: 'Expected the hash of the plan as it is now, got another. Look at the plan anew, and approve that.',
  });

export const notPlanned = (): NotAllowed =>
  notAllowed('ERASURE_NOT_PLANNED', 'Expected a case whose erasure is planned and waits for approvals, got another.');

export const tooMuchHeld = (): NotAllowed =>
  notAllowed(
    'TOO_MUCH_HELD',
    `Expected at most ${MOST_HELD} records of the person under legal holds, got more. Release holds that are needed no more, or have them name only the records that are; then plan anew.`,
  );
