import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Shows, ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { Node } from '../../../kit/graphql/node.type.ts';

@ObjectType('InquiryAssignmentRule', { description: 'Which inquiries somebody of the company looks after.' })
@ShowsNothingPersonal()
export class InquiryAssignmentRule {
  @Field(() => String, {
    nullable: true,
    description: 'Code of the category of the product, and all below it; null: whatever it is about.',
  })
  categoryCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Country of the buyer, ISO 3166-1 alpha-2; null: whatever it is.',
  })
  country!: string | null;

  @Field(() => ID, { description: 'The member of the company. Never null.' })
  @Shows('inquiryAssignments.rules.accountId')
  memberId!: string;
}

@ObjectType('InquiryAssignment', {
  description: 'How a company shares out its inquiries. The first rule that fits decides; none: nobody is assigned.',
})
@ShowsNothingPersonal()
export class InquiryAssignmentType {
  @Field(() => [InquiryAssignmentRule], { description: 'The rules, at most 50. Empty when there are none.' })
  rules!: InquiryAssignmentRule[];

  @Field(() => Int, { description: 'Its version, to change it from; 0 before the first. Never null.' })
  version!: number;
}

@ObjectType('CannedAnswer', {
  implements: Node,
  description: 'What a company answers often, in one language; for those who act for it.',
})
export class CannedAnswerType extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  @ShowsNothingPersonal()
  declare id: string;

  @Field(() => LocaleEnum, { description: 'Its language. Never null.' })
  @ShowsNothingPersonal()
  locale!: LocaleEnum;

  @Field(() => String, { description: 'What it is found by. Never null.' })
  @Shows('cannedAnswers.title')
  title!: string;

  @Field(() => String, { description: 'What is answered. Never null.' })
  @Shows('cannedAnswers.text')
  text!: string;

  @Field(() => Int, { description: 'Its version, to change it from. Never null.' })
  @ShowsNothingPersonal()
  version!: number;
}

@ObjectType('CannedAnswerDeleted', { description: 'The answer is gone.' })
@ShowsNothingPersonal()
export class CannedAnswerDeleted {
  @Field(() => ID, { description: 'Id of the answer that was. Never null.' })
  deletedId!: string;
}
