import { Field, ID, InputType, Int } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { AbuseDecision, AbuseReason, AbuseReportState } from './abuse-report.enum.ts';

const KEY = 'One for each intention, such as a random UUID; repeat it with the request.';

@InputType('ReportAbuseInput', {
  description: 'What is wrong with what the other side of an inquiry wrote. By a token or by an id, one of them.',
})
@TakesNothingPersonal()
export class ReportAbuseInput {
  @Field(() => ID, { nullable: true, description: 'The inquiry of who is signed in; null: by a token.' })
  inquiryId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The token of a mail to the buyer about the inquiry, without an account; null: by its id.',
  })
  token?: string | null;

  @Field(() => AbuseReason, { description: 'What is wrong. Never null.' })
  reason!: AbuseReason;

  @Field(() => String, {
    nullable: true,
    description: 'To staff, at most 2000 characters; needed with `OTHER`, else null: nothing.',
  })
  @Takes('abuseReports.said.text')
  text?: string | null;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('DecideAbuseReportInput', { description: 'What somebody of the staff decides on a report.' })
@TakesNothingPersonal()
export class DecideAbuseReportInput {
  @Field(() => ID, { description: 'The report. Never null.' })
  id!: string;

  @Field(() => AbuseDecision, { description: 'What happens. Never null.' })
  decision!: AbuseDecision;

  @Field(() => AbuseReason, { description: 'What it was found to be. Never null.' })
  reason!: AbuseReason;

  @Field(() => String, { nullable: true, description: 'To whoever reported, at most 2000 characters; null: nothing.' })
  @Takes('abuseReports.words.text')
  text?: string | null;

  @Field(() => Int, { description: 'The version that was looked at. Never null.' })
  expectedVersion!: number;

  @Field(() => String, { description: KEY })
  idempotencyKey!: string;
}

@InputType('AbuseReportWhere', { description: 'Which reports of abuse.' })
@TakesNothingPersonal()
export class AbuseReportWhere {
  @Field(() => AbuseReportState, { nullable: true, description: 'Only those in this state; null: those that wait.' })
  state?: AbuseReportState | null;
}
