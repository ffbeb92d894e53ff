import { Field, ID, InputType, Int } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { PrivacyRight } from '../case/privacy-case.enum.ts';

@InputType('WithdrawPrivacyCaseInput', {
  description:
    'That whoever asked takes it back: by the id of a case of one’s own, or by its number and the code of its mails.',
})
export class WithdrawPrivacyCaseInput {
  @Field(() => ID, { nullable: true, description: 'The case, for who is signed in; null: number and code say which.' })
  @TakesNothingPersonal()
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'The number of the case; null: the id says which.' })
  @TakesNothingPersonal()
  number?: string | null;

  @Field(() => String, { nullable: true, description: 'The code in the mails of the case; null: the id says which.' })
  @Takes('privacyCases.codeHash')
  code?: string | null;

  @Field(() => [PrivacyRight], { nullable: true, description: 'Which items; null: all that are open.' })
  @TakesNothingPersonal()
  rights?: PrivacyRight[] | null;

  @Field(() => Int, { description: 'The version that was looked at. Never null.' })
  @TakesNothingPersonal()
  expectedVersion!: number;

  @Field(() => String, { description: 'One for each intention, such as a random UUID; repeat it with the request.' })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}
