import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import {
  PrivacyCaseAct,
  PrivacyCaseActor,
  PrivacyCaseBlockCode,
  PrivacyCaseReason,
  PrivacyCaseState,
  PrivacyRight,
} from './privacy-case.enum.ts';

@ObjectType('PrivacyDuty', { description: 'A duty of a law to answer in time.' })
@ShowsNothingPersonal()
export class PrivacyDuty {
  @Field(() => String, { description: 'The law, such as `KVKK`. Never null.' })
  regime!: string;

  @Field(() => String, { description: 'What it asks, in short. Never null.' })
  rule!: string;

  @Field(() => DateTimeScalar, { description: 'When it asks for the answer. Never null.' })
  dueAt!: Date;

  @Field(() => String, { description: 'Where it says so. Never null.' })
  source!: string;
}

@ObjectType('PrivacyCaseItem', { description: 'One right that a case asks for.' })
@ShowsRecord('privacyCases', 'items')
export class PrivacyCaseItem {
  @Field(() => PrivacyRight, { description: 'What for. Never null.' })
  right!: PrivacyRight;

  @Field(() => PrivacyCaseState, { description: 'Where it stands. Never null.' })
  state!: PrivacyCaseState;

  @Field(() => DateTimeScalar, { description: 'When it is due. Never null.' })
  dueAt!: Date;

  @Field(() => [PrivacyDuty], { description: 'Why then; the earliest duty counts, unless it was extended.' })
  @ShowsNothingPersonal()
  basis!: PrivacyDuty[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was due before it was extended; null: it was not.',
  })
  extendedFrom!: Date | null;

  @Field(() => PrivacyCaseReason, { nullable: true, description: 'Why it was decided or extended; null: neither yet.' })
  reason!: PrivacyCaseReason | null;

  @Field(() => String, { nullable: true, description: 'What the person was told; null: nothing in words yet.' })
  answer!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed; null: it is open.' })
  closedAt!: Date | null;
}

@ObjectType('PrivacyCaseBlock', { description: 'What keeps an item of a case from being closed.' })
@ShowsNothingPersonal()
export class PrivacyCaseBlock {
  @Field(() => PrivacyRight, { description: 'Which item. Never null.' })
  right!: PrivacyRight;

  @Field(() => PrivacyCaseBlockCode, { description: 'What it is. Never null.' })
  code!: PrivacyCaseBlockCode;

  @Field(() => String, { description: 'The same in words, in the language of the request. Never null.' })
  text!: string;
}

@ObjectType('PrivacyCaseEvent', { description: 'Something that was done to a case.' })
@ShowsRecord('privacyCases', 'history')
export class PrivacyCaseEvent {
  @Field(() => DateTimeScalar, { description: 'When. Never null.' })
  at!: Date;

  @Field(() => PrivacyCaseAct, { description: 'What. Never null.' })
  act!: PrivacyCaseAct;

  @Field(() => PrivacyCaseActor, { description: 'In which capacity. Never null.' })
  @ShowsNothingPersonal()
  by!: PrivacyCaseActor;

  @Field(() => PrivacyRight, { nullable: true, description: 'To which item; null: to all.' })
  right!: PrivacyRight | null;

  @Field(() => PrivacyCaseReason, { nullable: true, description: 'Why; null: it needs no reason.' })
  reason!: PrivacyCaseReason | null;
}
