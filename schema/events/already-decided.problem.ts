import { Directive, Field, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../kit/graphql/leaf-declaration.ts';
import { Problem } from '../../kit/graphql/problem.type.ts';

@ObjectType('AlreadyDecided', {
  implements: Problem,
  description:
    'Somebody was first: it is in another state than the change needs. Nothing was changed. Look at it anew.',
})
@Directive('@shareable')
@ShowsNothingPersonal()
export class AlreadyDecided extends Problem {
  @Field(() => String, { description: 'The state that it is in, such as `REJECTED` or `TAKEN_DOWN`. Never null.' })
  currentState!: string;
}

export const alreadyDecided = (state: string, expected: string): AlreadyDecided =>
  Object.assign(new AlreadyDecided(), {
    currentState: state,
    message: `Expected ${expected}, got ${state}. Look at it anew.`,
  });
