import { Field, ID, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { CompanyRoleEnum } from './company-role.enum.ts';

@InputType('ChangeMemberRoleInput', { description: 'What a member is to be allowed in the company that you own.' })
export class ChangeMemberRoleInput {
  @Field(() => ID, { description: 'The `id`, as `members` shows it. Never null.' })
  @Takes('memberships._id')
  memberId!: string;

  @Field(() => CompanyRoleEnum, { description: 'The role from now on. Never null.' })
  @Takes('memberships.role')
  role!: CompanyRoleEnum;

  @Field(() => String, { nullable: true, description: 'Makes repeats take effect once; null: a repeat does no harm.' })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}

@InputType('RemoveMemberInput', { description: 'Who is to act no more for the company that you own.' })
export class RemoveMemberInput {
  @Field(() => ID, { description: 'The `id`, as `members` shows it. Never null.' })
  @Takes('memberships._id')
  memberId!: string;

  @Field(() => String, { nullable: true, description: 'Makes repeats take effect once; null: a repeat finds nobody.' })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}

@InputType('LeaveCompanyInput', { description: 'To act no more for the company.' })
export class LeaveCompanyInput {
  @Field(() => ID, { description: 'The company, so that no other one is left by mistake. Never null.' })
  @Takes('companies._id')
  companyId!: string;

  @Field(() => String, { nullable: true, description: 'Makes repeats take effect once; null: a repeat finds nothing.' })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}

@InputType('HandOverOwnershipInput', { description: 'To whom the company that you own is offered.' })
export class HandOverOwnershipInput {
  @Field(() => ID, { description: 'The `id` of another member, as `members` shows it. Never null.' })
  @Takes('memberships._id')
  memberId!: string;

  @Field(() => String, { description: 'Makes repeats take effect once. Never null.' })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('AcceptOwnershipInput', { description: 'To own the company that is offered to you.' })
export class AcceptOwnershipInput {
  @Field(() => ID, { description: 'The company. Never null.' })
  @Takes('companies._id')
  companyId!: string;

  @Field(() => String, { description: 'Makes repeats take effect once. Never null.' })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('WithdrawOwnershipOfferInput', { description: 'To take back the offer of a company, or to decline it.' })
export class WithdrawOwnershipOfferInput {
  @Field(() => ID, { description: 'The company. Never null.' })
  @Takes('companies._id')
  companyId!: string;

  @Field(() => String, { nullable: true, description: 'Makes repeats take effect once; null: a repeat does no harm.' })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}
