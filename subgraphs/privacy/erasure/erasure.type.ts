import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { Residual } from '../certificate/certificate.type.ts';
import {
  ErasureBlock,
  ErasureCompanyFate,
  ErasureGround,
  ErasureMentionDecision,
  ErasureState,
  ErasureStepName,
} from './erasure.enum.ts';

@ObjectType('ErasureStep', { description: 'What an erasure does at one place.' })
@ShowsNothingPersonal()
export class ErasureStep {
  @Field(() => String, { description: 'The database. Never null.' })
  store!: string;

  @Field(() => String, { description: 'The collection. Never null.' })
  collection!: string;

  @Field(() => String, { description: 'Where records of it name the person, or their company. Never null.' })
  subjectPath!: string;

  @Field(() => String, { description: 'What is done to them, as declared, such as `delete document`. Never null.' })
  action!: string;

  @Field(() => Int, { description: 'To how many, as it was planned. Never null.' })
  predicted!: number;

  @Field(() => Int, { nullable: true, description: 'To how many it was done; null: not yet.' })
  changed!: number | null;

  @Field(() => String, { description: '`PLANNED`, `COUNTED` behind the fence, or `DONE`. Never null.' })
  state!: string;
}

@ObjectType('ErasureApproval', { description: 'That an officer approved a plan.' })
export class ErasureApproval {
  @Field(() => DateTimeScalar, { description: 'When. Never null.' })
  @ShowsNothingPersonal()
  at!: Date;

  @Field(() => ID, { description: 'The account of the officer. Never null.' })
  @Shows('erasures.approvals.approver')
  accountId!: string;
}

@ObjectType('ErasureCompany', { description: 'What becomes of a company of the person.' })
@ShowsNothingPersonal()
export class ErasureCompany {
  @Field(() => ID, { description: 'The company. Never null.' })
  companyId!: string;

  @Field(() => ErasureCompanyFate, { description: 'What becomes of it. Never null.' })
  fate!: ErasureCompanyFate;
}

@ObjectType('ErasureMention', { description: 'A text of somebody else that may name the person.' })
@ShowsNothingPersonal()
export class ErasureMention {
  @Field(() => ID, { description: 'By what it is settled. Never null.' })
  mentionId!: string;

  @Field(() => String, { description: 'The database. Never null.' })
  store!: string;

  @Field(() => String, { description: 'The collection. Never null.' })
  collection!: string;

  @Field(() => String, { description: 'The record. Never null.' })
  recordId!: string;

  @Field(() => String, { description: 'Where in it the text stands. Never null.' })
  path!: string;

  @Field(() => Int, { description: 'How often the name stands in it. Never null.' })
  times!: number;

  @Field(() => ErasureMentionDecision, {
    nullable: true,
    description: 'What becomes of the name; null: an officer has to decide.',
  })
  decision!: ErasureMentionDecision | null;
}

@ObjectType('ErasurePlan', { description: 'What an erasure does, and how far it has come. For privacy officers.' })
@ShowsNothingPersonal()
export class ErasurePlan {
  @Field(() => String, { description: 'What is approved: SHA-256 of all that the erasure does. Never null.' })
  planHash!: string;

  @Field(() => String, { description: 'The declaration of personal data by which it was planned. Never null.' })
  mapHash!: string;

  @Field(() => [ErasureStep], { description: 'What is done where.' })
  steps!: ErasureStep[];

  @Field(() => ErasureGround, { description: 'Why. Never null.' })
  ground!: ErasureGround;

  @Field(() => ErasureState, { description: 'Where it stands. Never null.' })
  state!: ErasureState;

  @Field(() => ErasureStepName, {
    nullable: true,
    description: 'What is being done; null: it does not run, or all is done.',
  })
  step!: ErasureStepName | null;

  @Field(() => DateTimeScalar, { description: 'When it was planned. Never null.' })
  plannedAt!: Date;

  @Field(() => [ErasureApproval], { description: 'Who approved it, and when. Two have to.' })
  approvals!: ErasureApproval[];

  @Field(() => [ErasureCompany], { description: 'What becomes of the companies of the person.' })
  companies!: ErasureCompany[];

  @Field(() => [ErasureMention], { description: 'Texts of others that may name the person; at most 1000.' })
  mentions!: ErasureMention[];

  @Field(() => Boolean, { description: 'Whether there are more of them. Never null.' })
  hasMoreMentions!: boolean;

  @Field(() => [Residual], { description: 'What was left when it was certified last.' })
  residuals!: Residual[];

  @Field(() => ErasureBlock, { nullable: true, description: 'What is in the way; null: nothing.' })
  blockedBy!: ErasureBlock | null;

  @Field(() => String, { nullable: true, description: 'Where that is; null: nowhere in particular.' })
  blockedAt!: string | null;

  @Field(() => Boolean, { description: 'Whether whoever asks may approve it. Never null.' })
  viewerCanApprove!: boolean;
}
