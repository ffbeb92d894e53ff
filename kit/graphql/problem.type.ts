import { Field, InterfaceType } from 'type-graphql';
import { ShowsNothingPersonal } from './leaf-declaration.ts';

@InterfaceType('Problem', {
  autoRegisterImplementations: false,
  description:
    'An expected refusal: nothing was changed, and the message says what to do next. Every result union of a mutation holds some; select `... on Problem { message }` to be ready for those that come.',
})
export abstract class Problem {
  @Field(() => String, {
    description: 'What was expected, what came and what to do next, in English, for people. Never null.',
  })
  @ShowsNothingPersonal()
  message!: string;
}
