import { Field, ID, InputType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { SponsorshipEndReason, SponsorshipReason } from './sponsorship.enum.ts';

const KEY = 'One for each intention, such as a random UUID; repeat it with the request.';

@InputType('SponsorProductInput', { description: 'Which product is sponsored, from when to when, and why.' })
@TakesNothingPersonal()
export class SponsorProductInput {
  @Field(() => ID, { description: 'The product.' })
  productId!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when, within a year; null: from now on.' })
  from?: Date | null;

  @Field(() => DateTimeScalar, { description: 'The first moment at which it is over: at most a year after `from`.' })
  until!: Date;

  @Field(() => SponsorshipReason, { description: 'Why.' })
  reason!: SponsorshipReason;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('EndSponsorshipInput', { description: 'Which sponsorship ends before its time, and why.' })
@TakesNothingPersonal()
export class EndSponsorshipInput {
  @Field(() => ID, { description: 'The sponsorship.' })
  id!: string;

  @Field(() => SponsorshipEndReason, { description: 'Why.' })
  reason!: SponsorshipEndReason;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}
