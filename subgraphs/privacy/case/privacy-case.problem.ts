import { Field, Int, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { Problem } from '../../../kit/graphql/problem.type.ts';
import { notAllowed, type NotAllowed } from '../../../kit/graphql/problems.ts';
import { PrivacyCaseState } from './privacy-case.enum.ts';
import type { CaseStateName } from './privacy-case.values.ts';

@ObjectType('RepresentativeNotDeclared', {
  implements: Problem,
  description: 'Somebody asks for another and did not declare that they may. Nothing was changed.',
})
@ShowsNothingPersonal()
export class RepresentativeNotDeclared extends Problem {}

@ObjectType('PrivacyCaseConflict', {
  implements: Problem,
  description:
    'The case, or the item of it, is in another state or version than the change needs. Nothing was changed. Look at it anew.',
})
@ShowsNothingPersonal()
export class PrivacyCaseConflict extends Problem {
  @Field(() => PrivacyCaseState, { description: 'The state that the case is in. Never null.' })
  currentState!: PrivacyCaseState;

  @Field(() => Int, { description: 'The version that the case is in. Never null.' })
  currentVersion!: number;
}

export const representativeNotDeclared = (): RepresentativeNotDeclared =>
  Object.assign(new RepresentativeNotDeclared(), {
    message:
      'Expected authorityDeclared to be true of whoever acts for another, got false. Declare what lets you act, or have the person ask themselves.',
  });

export const caseConflict = (found: { state: CaseStateName; version: number }, expected: string): PrivacyCaseConflict =>
  Object.assign(new PrivacyCaseConflict(), {
    currentState: PrivacyCaseState[found.state],
    currentVersion: found.version,
    message: `Expected ${expected}, got version ${found.version}, ${found.state}. Look at it anew.`,
  });

/** What is erased cannot be given back. */
export const erasureRuns = (): NotAllowed =>
  notAllowed(
    'ERASURE_RUNS',
    'Expected what is not being carried out yet, got an erasure that is: it goes on to its end.',
  );

/** Half of the directory may have stopped already: what is begun is carried out, and can be lifted then. */
export const restrictionRuns = (): NotAllowed =>
  notAllowed(
    'RESTRICTION_RUNS',
    'Expected what is not being carried out yet, got a restriction that is. Wait until it is done: then the person may lift it.',
  );
