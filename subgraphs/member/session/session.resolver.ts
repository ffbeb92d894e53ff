import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { notFound } from '../../../kit/graphql/problems.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import { endSession, refreshTokenOf } from '../../../kit/subgraph/session-change.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import type { Accounts } from '../account/accounts.ts';
import { presentViewer } from '../account/viewer.presenter.ts';
import { Viewer } from '../account/viewer.type.ts';
import type { MemberContext } from '../member.context.ts';
import { clientOf } from '../../../kit/subgraph/client-of.ts';
import { EndOtherSessionsInput, EndSessionInput, SignOutInput } from './session.input.ts';
import { presentOpenSession } from './session.presenter.ts';
import { EndOtherSessionsResult, EndSessionResult, SignOutResult } from './session.result.ts';
import { OpenSession } from './session.type.ts';
import type { SessionCare } from './session-care.ts';

const NO_SESSION = 'Expected the id of a session of yours that is open, got another. Read `viewer.sessions`.';

@Resolver(() => Viewer)
export class SessionResolver {
  readonly #care: SessionCare;
  readonly #accounts: Accounts;
  readonly #idempotency: Idempotency;

  constructor(care: SessionCare, accounts: Accounts, idempotency: Idempotency) {
    this.#care = care;
    this.#accounts = accounts;
    this.#idempotency = idempotency;
  }

  @Query(() => OpenSession, {
    nullable: true,
    description: 'A session of the viewer by its id; null when it ended, or is somebody else’s.',
  })
  @TakesNothingPersonal()
  async openSession(
    @Arg('id', () => ID, { description: 'Id of the session.' }) id: string,
    @Ctx() { viewer }: MemberContext,
  ) {
    const sessionId = localIdOf('OpenSession', id);
    const found = viewer.kind === 'account' && sessionId ? await this.#care.one(viewer.accountId, sessionId) : null;
    return found && viewer.kind === 'account' ? presentOpenSession(found, viewer.sessionId) : null;
  }

  @FieldResolver(() => [OpenSession], {
    description: 'The sign-ins that hold, the last used first; at most 100. Empty for a token of the staff’s command.',
  })
  async sessions(@Root() { id }: Viewer, @Ctx() { viewer }: MemberContext) {
    const found = await this.#care.of(localIdOf('Viewer', id)!);
    return found.map((one) => presentOpenSession(one, viewer.kind === 'account' ? viewer.sessionId : ''));
  }

  @Mutation(() => SignOutResult as never, {
    description: 'Ends the session that asks, or the one of a refresh token, everywhere and at once.',
  })
  async signOut(
    @Arg('input', () => SignOutInput, { description: 'Which session.' }) input: SignOutInput,
    @Ctx() context: MemberContext,
  ) {
    const { viewer } = context;
    const given = input.refreshToken == null ? null : refreshTokenOf(context, input.refreshToken);
    const ending = given === null ? accountOf(viewer) : await this.#care.ofToken(given);
    const intention = { viewer, mutation: 'signOut', key: input.idempotencyKey ?? null, input };
    const outcome = await this.#idempotency.once<never>(intention, async (session) => {
      const ended = ending && (await this.#care.end(ending, 'SIGNED_OUT', clientOf(context), session));
      return { reference: ended ? 'open' : null };
    });
    return answered(outcome, async (reference) => {
      if (viewer.kind === 'anonymous' || ending?.sessionId === viewer.sessionId) endSession(context);
      return { __typename: 'SignedOut', wasOpen: reference === 'open' };
    });
  }

  @Mutation(() => EndSessionResult as never, {
    description: 'Ends one of the viewer’s sessions, everywhere and at once: a device that was lost, for example.',
  })
  async endSession(
    @Arg('input', () => EndSessionInput, { description: 'Which session.' }) input: EndSessionInput,
    @Ctx() context: MemberContext,
  ) {
    const { accountId } = accountOf(context.viewer);
    const sessionId = localIdOf('OpenSession', input.id);
    const intention = { viewer: context.viewer, mutation: 'endSession', key: input.idempotencyKey ?? null, input };
    const outcome = await this.#idempotency.once(intention, async (session) => {
      const ending = sessionId && { accountId, sessionId };
      const ended = ending && (await this.#care.end(ending, 'SESSION_ENDED', clientOf(context), session));
      return ended ? { reference: null } : notFound('id', NO_SESSION);
    });
    return answered(outcome, () => this.#own(accountId));
  }

  @Mutation(() => EndOtherSessionsResult as never, {
    description: 'Ends all of the viewer’s sessions but the one that asks, everywhere and at once.',
  })
  async endOtherSessions(
    @Arg('input', () => EndOtherSessionsInput, { description: 'No more than a key.' }) input: EndOtherSessionsInput,
    @Ctx() context: MemberContext,
  ) {
    const { viewer } = context;
    const { accountId, sessionId } = accountOf(viewer);
    const intention = { viewer, mutation: 'endOtherSessions', key: input.idempotencyKey ?? null, input };
    const outcome = await this.#idempotency.once<never>(intention, async (session) => {
      await this.#care.endOthers(accountId, sessionId, clientOf(context), session);
      return { reference: null };
    });
    return answered(outcome, () => this.#own(accountId));
  }

  async #own(accountId: string) {
    return presentViewer((await this.#accounts.byId(accountId))!);
  }
}
