import { Field, ID, InputType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LegalHoldBasis } from './legal-hold.enum.ts';

const KEY = 'One for each intention, such as a random UUID; repeat it with the request.';

@InputType('HeldPlaceInput', { description: 'One record, or all of a person at one place, as the data map names it.' })
export class HeldPlaceInput {
  @Field(() => String, { description: 'The database, such as `member`. Never null.' })
  @TakesNothingPersonal()
  store!: string;

  @Field(() => String, { description: 'The collection, such as `inquiries`. Never null.' })
  @TakesNothingPersonal()
  collection!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Which record, as it is stored; null: every record there of the person of the case.',
  })
  @Takes('legalHolds.places.recordId')
  recordId?: string | null;
}

@InputType('PlaceLegalHoldInput', { description: 'What is to be kept, why, and until when somebody looks at it anew.' })
export class PlaceLegalHoldInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The case whose person it is about; null: the records are named one by one, whosever they are.',
  })
  @TakesNothingPersonal()
  caseId?: string | null;

  @Field(() => [HeldPlaceInput], { description: 'What is kept: 1 to 100, each once.' })
  places!: HeldPlaceInput[];

  @Field(() => LegalHoldBasis, { description: 'By what law. Never null.' })
  @TakesNothingPersonal()
  basis!: LegalHoldBasis;

  @Field(() => String, { description: 'Why, for colleagues and authorities, at most 5000 characters. Never null.' })
  @Takes('legalHolds.text')
  text!: string;

  @Field(() => DateTimeScalar, {
    description: 'When officers are reminded to look whether it is still needed: in the future, within two years.',
  })
  @TakesNothingPersonal()
  reviewAt!: Date;

  @Field(() => String, { description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('ReleaseLegalHoldInput', { description: 'Which hold is needed no more, and why.' })
export class ReleaseLegalHoldInput {
  @Field(() => ID, { description: 'The hold. Never null.' })
  @TakesNothingPersonal()
  id!: string;

  @Field(() => String, { description: 'Why, at most 5000 characters. Never null.' })
  @Takes('legalHolds.releaseText')
  text!: string;

  @Field(() => String, { description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}
