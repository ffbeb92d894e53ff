import { Field, ID, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { InquiryState } from './inquiry.enum.ts';

@InputType('CompanyInquiryWhere', { description: 'Which inquiries of a company. All conditions hold together.' })
@TakesNothingPersonal()
export class CompanyInquiryWhere {
  @Field(() => [InquiryState], {
    nullable: true,
    description: 'Only those in one of these states; null: all but `QUARANTINED` and `SPAM`.',
  })
  state?: InquiryState[] | null;

  @Field(() => ID, { nullable: true, description: 'Only those that this member looks after; null: all.' })
  @Takes('inquiries.assigned.accountId')
  assignedTo?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those with, or without, something unread; null: all.' })
  unread?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only those in which all these words were written, or that come from such a buyer, whatever case, dots and accents; at most 100 characters, and stored nowhere. Null: all.',
  })
  text?: string | null;
}

@InputType('ViewerInquiryWhere', { description: 'Which of one’s own inquiries. All conditions hold together.' })
@TakesNothingPersonal()
export class ViewerInquiryWhere {
  @Field(() => [InquiryState], { nullable: true, description: 'Only those in one of these states; null: all.' })
  state?: InquiryState[] | null;

  @Field(() => ID, { nullable: true, description: 'Only those to this company; null: all.' })
  companyId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those with, or without, something unread; null: all.' })
  unread?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only those in which all these words were written, or that come from such a buyer, whatever case, dots and accents; at most 100 characters, and stored nowhere. Null: all.',
  })
  text?: string | null;
}
