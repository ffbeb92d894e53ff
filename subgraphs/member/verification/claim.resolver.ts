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
import { Company } from '../company/company.type.ts';
import type { MemberContext } from '../member.context.ts';
import {
  ClaimVerificationInput,
  DecideVerificationInput,
  TakeVerificationInput,
  VerificationQueueWhere,
  WithdrawClaimInput,
} from './claim.input.ts';
import { presentClaim } from './claim.presenter.ts';
import { Claim, ClaimConnection } from './claim.type.ts';
import type { ClaimViews } from './claim-views.ts';
import type { VerificationDesk } from './verification-desk.ts';

const ClaimVerificationResult = resultUnion(
  'ClaimVerificationResult',
  'What came of making a claim: the claim, or why there is none.',
  () => [Claim, InvalidInput, NotAllowed, NotFound, IdempotencyKeyReused],
);
const changes = () => [Claim, InvalidInput, NotAllowed, NotFound, AlreadyDecided, IdempotencyKeyReused];
const WithdrawClaimResult = resultUnion('WithdrawClaimResult', 'What came of taking a claim back.', changes);
const TakeVerificationResult = resultUnion(
  'TakeVerificationResult',
  'What came of taking a claim to look at it.',
  changes,
);
const DecideVerificationResult = resultUnion('DecideVerificationResult', 'What came of deciding on a claim.', changes);

@Resolver(() => Company)
export class ClaimResolver {
  readonly #desk: VerificationDesk;
  readonly #views: ClaimViews;

  constructor(desk: VerificationDesk, views: ClaimViews) {
    this.#desk = desk;
    this.#views = views;
  }

  @FieldResolver(() => [Claim], {
    nullable: true,
    description:
      'What of it is verified now, the newest first; its own members see every claim in every state. Null when the member subgraph does not answer.',
  })
  async claims(@Root() company: { id: string }, @Ctx() { viewer, locale }: MemberContext) {
    const local = localIdOf('Company', company.id);
    if (!local) return [];
    const seen = await this.#views.ofCompany(local, viewer);
    return seen.map((one) => presentClaim(one, locale, this.#views.now()));
  }

  @Query(() => Claim, {
    nullable: true,
    description:
      'A claim by its id: a verified one for everybody, any for members of its company and for verifiers, whose reading is written down. Null when it is absent or hidden.',
  })
  @TakesNothingPersonal()
  async claim(@Arg('id', () => ID, { description: 'Id of the claim.' }) id: string, @Ctx() context: MemberContext) {
    const local = localIdOf('Claim', id);
    return local ? this.#shown(local, context) : null;
  }

  @Query(() => ClaimConnection, {
    nullable: true,
    description:
      'The claims that wait for verifiers, who waits longest first; for verifiers. Statements and evidence are read claim by claim, and that is written down. Null when it is refused or the member subgraph does not answer.',
  })
  @TakesNothingPersonal()
  async verificationQueue(
    @Arg('where', () => VerificationQueueWhere, { nullable: true, description: 'Which of them; null: all.' })
    where: VerificationQueueWhere | null,
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor to go on from; null: from the beginning.' })
    after: string | null,
    @Ctx() { viewer, locale }: MemberContext,
  ) {
    const staff = demandStaff('VERIFY', viewer);
    const size = pageSize(first);
    const place = readTimeCursor(after);
    const found = await this.#views.queue(where ?? {}, staff, place, size + 1);
    const now = this.#views.now();
    const beholder = { as: 'VERIFIER', accountId: staff.accountId } as const;
    return timePage(
      found,
      size,
      place,
      ({ createdAt, _id }) => ({ at: createdAt, id: _id }),
      (claim) => ({ ...presentClaim({ claim, beholder, evidence: [] }, locale, now), statement: null, evidence: null }),
    );
  }

  @Mutation(() => ClaimVerificationResult as never, {
    description: 'A company claims something of itself, with evidence, for staff to look at; for owners and editors.',
  })
  async claimVerification(
    @Arg('input', () => ClaimVerificationInput, { description: 'The claim.' }) input: ClaimVerificationInput,
    @Ctx() context: MemberContext,
  ) {
    const outcome = await this.#desk.submit(context.viewer, input);
    return answered(outcome, (id) => this.#shown(id!, context));
  }

  @Mutation(() => WithdrawClaimResult as never, {
    description: 'A company takes a claim back; a verified one counts no longer at once. For owners and editors.',
  })
  async withdrawClaim(
    @Arg('input', () => WithdrawClaimInput, { description: 'Which claim.' }) input: WithdrawClaimInput,
    @Ctx() context: MemberContext,
  ) {
    const outcome = await this.#desk.withdraw(context.viewer, input);
    return answered(outcome, (id) => this.#shown(id!, context));
  }

  @Mutation(() => TakeVerificationResult as never, {
    description: 'A verifier is going to look at a claim; also one that a colleague had taken.',
  })
  async takeVerification(
    @Arg('input', () => TakeVerificationInput, { description: 'Which claim.' }) input: TakeVerificationInput,
    @Ctx() context: MemberContext,
  ) {
    const outcome = await this.#desk.take(context.viewer, input);
    return answered(outcome, (id) => this.#shown(id!, context));
  }

  @Mutation(() => DecideVerificationResult as never, {
    description:
      'A verifier decides on a claim that they took, or revokes a verified one. `Company.verified` and its facet follow at once.',
  })
  async decideVerification(
    @Arg('input', () => DecideVerificationInput, { description: 'The decision.' }) input: DecideVerificationInput,
    @Ctx() context: MemberContext,
  ) {
    const outcome = await this.#desk.decide(context.viewer, input);
    return answered(outcome, (id) => this.#shown(id!, context));
  }

  async #shown(id: string, { viewer, locale }: MemberContext) {
    const seen = await this.#views.one(id, viewer);
    return seen && presentClaim(seen, locale, this.#views.now());
  }
}
