import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { notFound } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { readTimeCursor, timePage } from '../../../kit/graphql/time-page.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { Outcome } from '../../../kit/idempotency/idempotency.ts';
import { actingStaff, demandStaff } from '../../../schema/events/staff.policy.ts';
import type { MemberContext } from '../member.context.ts';
import type { NewsletterEditing } from './newsletter-editing.ts';
import {
  DeleteNewsletterIssueInput,
  SaveNewsletterIssueInput,
  SendNewsletterIssueInput,
  StopNewsletterIssueInput,
  TestNewsletterIssueInput,
} from './newsletter-issue.input.ts';
import { presentIssue } from './newsletter-issue.presenter.ts';
import {
  DeleteNewsletterIssueResult,
  SaveNewsletterIssueResult,
  SendNewsletterIssueResult,
  StopNewsletterIssueResult,
  TestNewsletterIssueResult,
} from './newsletter-issue.result.ts';
import { NewsletterIssue, NewsletterIssueConnection } from './newsletter-issue.type.ts';
import type { NewsletterIssues } from './newsletter-issues.ts';

export interface NewsletterServices {
  newsletterIssues: NewsletterIssues;
  newsletterEditing: NewsletterEditing;
}

@Resolver(() => NewsletterIssue)
export class NewsletterIssueResolver {
  readonly #services: NewsletterServices;

  constructor(services: NewsletterServices) {
    this.#services = services;
  }

  @Query(() => NewsletterIssueConnection, {
    nullable: true,
    description:
      'Issues of all newsletters, what was begun last first; for administrators. Null when it is refused or the member subgraph does not answer.',
  })
  @TakesNothingPersonal()
  async newsletterIssues(
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the beginning.' })
    after: string | null | undefined,
    @Ctx() { viewer }: MemberContext,
  ) {
    demandStaff('SEND_NEWSLETTERS', viewer);
    const [size, place] = [pageSize(first), readTimeCursor(after)];
    const found = await this.#services.newsletterIssues.page(place, size + 1);
    return timePage(
      found,
      size,
      place,
      ({ createdAt: at, _id: id }) => ({ at, id }),
      (issue) => presentIssue(issue),
    );
  }

  @Query(() => NewsletterIssue, {
    name: 'newsletterIssue',
    nullable: true,
    description: 'An issue by its id; for administrators. Null when there is none with this id.',
  })
  @TakesNothingPersonal()
  async issueById(
    @Arg('id', () => ID, { description: 'Id of the issue.' }) id: string,
    @Ctx() { viewer }: MemberContext,
  ) {
    demandStaff('SEND_NEWSLETTERS', viewer);
    const local = localIdOf('NewsletterIssue', id);
    const found = local && (await this.#services.newsletterIssues.byId(local));
    return found ? presentIssue(found) : null;
  }

  @Mutation(() => SaveNewsletterIssueResult as never, {
    description: 'Writes a draft of an issue, new or in place of what it said before. For administrators.',
  })
  async saveNewsletterIssue(
    @Arg('input', () => SaveNewsletterIssueInput, { description: 'What it says.' }) input: SaveNewsletterIssueInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#shown(await this.#services.newsletterEditing.save(viewer, input), viewer);
  }

  @Mutation(() => TestNewsletterIssueResult as never, {
    description: 'Mails an issue to whoever asks alone, as its readers get it. For administrators.',
  })
  async testNewsletterIssue(
    @Arg('input', () => TestNewsletterIssueInput, { description: 'Which one.' }) input: TestNewsletterIssueInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#shown(await this.#services.newsletterEditing.test(viewer, input), viewer);
  }

  @Mutation(() => SendNewsletterIssueResult as never, {
    description:
      'Sends off an issue: it goes by mail to everybody who is subscribed now, once to each person and in their language, and is not changed any more. For administrators.',
  })
  async sendNewsletterIssue(
    @Arg('input', () => SendNewsletterIssueInput, { description: 'Which one.' }) input: SendNewsletterIssueInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#shown(await this.#services.newsletterEditing.send(viewer, input), viewer);
  }

  @Mutation(() => StopNewsletterIssueResult as never, {
    description:
      'Stops an issue that is being sent: it is posted to nobody more. Mails that were posted already, of which at most some hundreds wait, are sent. For administrators.',
  })
  async stopNewsletterIssue(
    @Arg('input', () => StopNewsletterIssueInput, { description: 'Which one.' }) input: StopNewsletterIssueInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    return this.#shown(await this.#services.newsletterEditing.stop(viewer, input), viewer);
  }

  @Mutation(() => DeleteNewsletterIssueResult as never, {
    description: 'Deletes a draft of an issue for good. For administrators.',
  })
  async deleteNewsletterIssue(
    @Arg('input', () => DeleteNewsletterIssueInput, { description: 'Which one.' }) input: DeleteNewsletterIssueInput,
    @Ctx() { viewer }: MemberContext,
  ) {
    const outcome = await this.#services.newsletterEditing.delete(viewer, input);
    return answered(outcome, async () => ({ __typename: 'DeletedNewsletterIssue' as const, issueId: input.id }));
  }

  #shown(outcome: Outcome<Problem>, viewer: MemberContext['viewer']) {
    return answered(outcome, async (id) => {
      const found = id ? await this.#services.newsletterIssues.byId(id) : null;
      if (!found) return notFound('id', 'Expected an issue that is there; it was deleted since.');
      return presentIssue(found, actingStaff('SEND_NEWSLETTERS', viewer) !== null);
    });
  }
}
