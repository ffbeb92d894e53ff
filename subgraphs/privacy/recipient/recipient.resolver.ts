import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { readTimeCursor, timePage } from '../../../kit/graphql/time-page.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import { demandStaff } from '../../../schema/events/staff.policy.ts';
import type { RecipientAnswers } from './recipient-answers.ts';
import { registerPage, type Registered } from './recipient-register.ts';
import { presentOrder, presentRecipient } from './recipient.presenter.ts';
import { RecordRecipientAnswerResult } from './recipient.result.ts';
import { ErasureOrderConnection, ErasureOrderType, RecipientConnection, RecipientType } from './recipient.type.ts';
import { RecordRecipientAnswerInput } from './record-recipient-answer.input.ts';

export interface RecipientServices {
  recipients: readonly Registered[];
  recipientAnswers: RecipientAnswers;
}

const AFTER = { nullable: true, description: 'Cursor to go on from; null: from the beginning.' };
const FIRST = { description: 'How many, 1 to 100.' };

@Resolver()
export class RecipientResolver {
  readonly #services: RecipientServices;

  constructor(services: RecipientServices) {
    this.#services = services;
  }

  @Query(() => RecipientConnection, {
    nullable: true,
    description:
      'The register of everybody outside who is handed anything, for privacy officers. Null when it is refused or the privacy subgraph does not answer.',
  })
  @TakesNothingPersonal()
  recipients(
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
    @Ctx() { viewer }: SubgraphRequest,
  ) {
    demandStaff('HANDLE_RIGHTS', viewer);
    return registerPage(this.#services.recipients, pageSize(first), after, presentRecipient);
  }

  @Query(() => RecipientType, {
    nullable: true,
    description:
      'A recipient by its id, for privacy officers. Null when it is absent, refused, or the privacy subgraph does not answer.',
  })
  @TakesNothingPersonal()
  recipient(
    @Arg('id', () => ID, { description: 'Id of the recipient.' }) id: string,
    @Ctx() { viewer }: SubgraphRequest,
  ) {
    demandStaff('HANDLE_RIGHTS', viewer);
    const local = localIdOf('Recipient', id);
    const found = this.#services.recipients.find((one) => one.id === local);
    return found ? presentRecipient(found) : null;
  }

  @Query(() => ErasureOrderConnection, {
    nullable: true,
    description:
      'Orders to delete that recipients were sent, what is due first at the head, for privacy officers. Null when it is refused or the privacy subgraph does not answer.',
  })
  @TakesNothingPersonal()
  async erasureOrders(
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
    @Arg('open', () => Boolean, { defaultValue: true, description: 'Only those that nobody has confirmed.' })
    open: boolean,
    @Ctx() { viewer }: SubgraphRequest,
  ) {
    demandStaff('HANDLE_RIGHTS', viewer);
    const [size, place] = [pageSize(first), readTimeCursor(after)];
    const found = await this.#services.recipientAnswers.list(open, place, size);
    return timePage(found, size, place, ({ dueAt, _id }) => ({ at: dueAt, id: _id }), presentOrder);
  }

  @Query(() => ErasureOrderType, {
    nullable: true,
    description:
      'An order by its id, for privacy officers. Null when it is absent, refused, or the privacy subgraph does not answer.',
  })
  @TakesNothingPersonal()
  async erasureOrder(
    @Arg('id', () => ID, { description: 'Id of the order.' }) id: string,
    @Ctx() { viewer }: SubgraphRequest,
  ) {
    demandStaff('HANDLE_RIGHTS', viewer);
    const local = localIdOf('ErasureOrder', id);
    const found = local ? await this.#services.recipientAnswers.one(local) : null;
    return found && presentOrder(found);
  }

  @Mutation(() => RecordRecipientAnswerResult as never, {
    description: 'Writes down what a recipient answered to an order to delete. For privacy officers.',
  })
  async recordRecipientAnswer(
    @Arg('input', () => RecordRecipientAnswerInput, { description: 'Which order, and what came.' })
    input: RecordRecipientAnswerInput,
    @Ctx() { viewer }: SubgraphRequest,
  ) {
    const outcome = await this.#services.recipientAnswers.record(viewer, input);
    return answered(outcome, async (id) => {
      const found = await this.#services.recipientAnswers.one(id!);
      return found && presentOrder(found);
    });
  }
}
