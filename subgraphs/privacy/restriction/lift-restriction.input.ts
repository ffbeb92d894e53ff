import { Field, ID, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@InputType('LiftRestrictionInput', {
  description:
    'That what is held about somebody is used again: by the id of a case of one’s own, or by its number and the code of its mails.',
})
export class LiftRestrictionInput {
  @Field(() => ID, { nullable: true, description: 'The case, for who is signed in; null: number and code say which.' })
  @TakesNothingPersonal()
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'The number of the case; null: the id says which.' })
  @TakesNothingPersonal()
  number?: string | null;

  @Field(() => String, { nullable: true, description: 'The code in the mails of the case; null: the id says which.' })
  @Takes('privacyCases.codeHash')
  code?: string | null;

  @Field(() => String, {
    description:
      'Makes repeats of this request take effect once. Visible ASCII, 1 to 128 characters; of somebody who is not signed in at least 22 that nobody can guess.',
  })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}
