import { Field, ID, InputType } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { TermVerdict } from './term.enum.ts';

const TEXTS = 'at most 20 texts of 1 to 80 characters; null or left out: none';

@InputType('ProposeTermInput', {
  description:
    'Texts that the trade uses for one and the same thing, at least two. It may share texts with other terms.',
})
@TakesNothingPersonal()
export class ProposeTermInput {
  @Field(() => [String], { nullable: true, description: `In Turkish, ${TEXTS}.` })
  tr?: string[] | null;

  @Field(() => [String], { nullable: true, description: `In Chinese, ${TEXTS}.` })
  zh?: string[] | null;

  @Field(() => [String], { nullable: true, description: `In English, ${TEXTS}.` })
  en?: string[] | null;

  @Field(() => String, { description: 'One for each intention, such as a random UUID; repeat it with the request.' })
  idempotencyKey!: string;
}

@InputType('ReviewTermInput', { description: 'What is decided about which trade term.' })
@TakesNothingPersonal()
export class ReviewTermInput {
  @Field(() => ID, { description: 'The term. Never null.' })
  id!: string;

  @Field(() => TermVerdict, { description: 'What is decided. Never null.' })
  verdict!: TermVerdict;

  @Field(() => String, { description: 'One for each intention, such as a random UUID; repeat it with the request.' })
  idempotencyKey!: string;
}
