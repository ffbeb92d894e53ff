import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { readTimeCursor, timePage } from '../../../kit/graphql/time-page.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import { AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import { demandStaff } from '../../../schema/events/staff.policy.ts';
import { presentReportedMessage } from './reported-message.presenter.ts';
import { InquiryMessageConnection } from '../inquiry-message/inquiry-message.type.ts';
import type { MemberContext } from '../member.context.ts';
import { TokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { AbuseReportWhere, DecideAbuseReportInput, ReportAbuseInput } from './abuse-report.input.ts';
import { presentReport, type PresentedReport } from './abuse-report.presenter.ts';
import { AbuseReportConnection, AbuseReportType } from './abuse-report.type.ts';
import type { AbuseDeciding } from './abuse-deciding.ts';
import type { AbuseReporting } from './abuse-reporting.ts';
import type { AbuseReportViews } from './abuse-report-views.ts';

const outcomes = () => [AbuseReportType, InvalidInput, NotAllowed, NotFound, IdempotencyKeyReused];
const ReportAbuseResult = resultUnion('ReportAbuseResult', 'What came of reporting abuse.', () => [
  ...outcomes(),
  TokenNotUsable,
]);
const DecideAbuseReportResult = resultUnion('DecideAbuseReportResult', 'What came of deciding on a report.', () => [
  ...outcomes(),
  AlreadyDecided,
]);

export interface AbuseReportServices {
  abuseReporting: AbuseReporting;
  abuseDeciding: AbuseDeciding;
  abuseReportViews: AbuseReportViews;
}

@Resolver(() => AbuseReportType)
export class AbuseReportResolver {
  readonly #services: AbuseReportServices;

  constructor(services: AbuseReportServices) {
    this.#services = services;
  }

  @Query(() => AbuseReportType, {
    name: 'abuseReport',
    nullable: true,
    description:
      'A report of abuse by its id, for the side that reported and for staff who moderate. Null when it is absent or hidden.',
  })
  @TakesNothingPersonal()
  async reportById(
    @Arg('id', () => ID, { description: 'Id of the report.' }) id: string,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#shown(localIdOf('AbuseReport', id), viewer);
  }

  @Query(() => AbuseReportConnection, {
    nullable: true,
    description:
      'Reports of abuse, who waits longest first; for staff who moderate. Null when it is refused or the member subgraph does not answer.',
  })
  @TakesNothingPersonal()
  async abuseReports(
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the beginning.' })
    after: string | null,
    @Arg('where', () => AbuseReportWhere, { nullable: true, description: 'Which; null: those that wait.' })
    where: AbuseReportWhere | null | undefined,
    @Ctx() { viewer }: MemberContext,
  ) {
    const staff = demandStaff('MODERATE', viewer);
    const [size, place] = [pageSize(first), readTimeCursor(after)];
    const found = await this.#services.abuseReportViews.queue(staff, where?.state ?? 'OPEN', place, size);
    return timePage(
      found,
      size,
      place,
      ({ report }) => ({ at: report.createdAt, id: report._id }),
      (seen) => presentReport(seen),
    );
  }

  @FieldResolver(() => InquiryMessageConnection, {
    nullable: true,
    description:
      'What was written in the inquiry, the oldest first, for staff; each look is written down. Null for everybody else.',
  })
  @TakesNothingPersonal()
  async messages(
    @Root() { seen }: PresentedReport,
    @Arg('first', () => Int, { description: 'How many at most, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the beginning.' })
    after: string | null | undefined,
  ) {
    const [size, place] = [pageSize(first), readTimeCursor(after)];
    if (!seen.staff) return null;
    const found = await this.#services.abuseReportViews.messages(seen, place, size);
    return timePage(found, size, place, ({ at, _id: id }) => ({ at, id }), presentReportedMessage);
  }

  @Mutation(() => ReportAbuseResult as never, {
    description:
      'Reports what the other side of an inquiry wrote to staff: owners and editors of the company, and the buyer, by account or by the token of any mail about it. Each side once.',
  })
  async reportAbuse(
    @Arg('input', () => ReportAbuseInput, { description: 'Which inquiry, and what is wrong.' }) input: ReportAbuseInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return answered(await this.#services.abuseReporting.report(viewer, input), async (id) => {
      const made = await this.#services.abuseReportViews.made(id!);
      return made && presentReport(made);
    });
  }

  @Mutation(() => DecideAbuseReportResult as never, {
    description:
      'Decides on a report of abuse; whoever reported is told by mail. For staff who moderate and take no part in the inquiry.',
  })
  async decideAbuseReport(
    @Arg('input', () => DecideAbuseReportInput, { description: 'What was found.' }) input: DecideAbuseReportInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return answered(await this.#services.abuseDeciding.decide(viewer, input), (id) => this.#shown(id, viewer));
  }

  async #shown(id: string | null, viewer: MemberContext['viewer']) {
    const seen = id ? await this.#services.abuseReportViews.one(id, viewer) : null;
    return seen && presentReport(seen);
  }
}
