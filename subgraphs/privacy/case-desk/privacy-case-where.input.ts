import { Field, InputType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { PrivacyCaseState, PrivacyRegime, PrivacyRight } from '../case/privacy-case.enum.ts';

@InputType('PrivacyCaseWhere', { description: 'Which cases. All conditions hold together.' })
@TakesNothingPersonal()
export class PrivacyCaseWhere {
  @Field(() => [PrivacyCaseState], {
    nullable: true,
    description: 'In one of these states; null: those that are open.',
  })
  states?: PrivacyCaseState[] | null;

  @Field(() => [PrivacyRight], { nullable: true, description: 'That ask for one of these; null: any.' })
  rights?: PrivacyRight[] | null;

  @Field(() => [PrivacyRegime], { nullable: true, description: 'Under one of these laws; null: any.' })
  regimes?: PrivacyRegime[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Due before this; null: whenever.' })
  dueBefore?: Date | null;
}
