import { Field, Int, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@ObjectType('CompanyResponsiveness', {
  description: 'How a company answers inquiries, by buyers; what it holds to be spam does not count.',
})
@ShowsNothingPersonal()
export class CompanyResponsiveness {
  @Field(() => Int, { description: 'How many of these buyers it has answered. Never null.' })
  answered!: number;

  @Field(() => Int, { description: 'How many buyers asked it something within the window. Never null.' })
  asked!: number;

  @Field(() => Int, { description: 'Days before now that count. Never null.' })
  windowDays!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes to the first answer, the median of who was answered; null below 10 of them.',
  })
  medianMinutes!: number | null;
}
