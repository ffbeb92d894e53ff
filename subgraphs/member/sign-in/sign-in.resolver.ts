import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { idempotencyKeyReused } from '../../../kit/graphql/problems.ts';
import type { Idempotency } from '../../../kit/idempotency/idempotency.ts';
import { openSession, refreshTokenOf } from '../../../kit/subgraph/session-change.ts';
import { anonymous } from '../../../kit/viewer/viewer.ts';
import { clientOf } from '../../../kit/subgraph/client-of.ts';
import type { MemberContext } from '../member.context.ts';
import { RefreshSessionInput } from '../session/session.input.ts';
import { presentSession } from '../session/session.presenter.ts';
import type { SessionCare } from '../session/session-care.ts';
import { invalidCredentials } from './sign-in.problem.ts';
import { SignInInput } from './sign-in.input.ts';
import { SignInResult } from './sign-in.result.ts';
import type { SignedIn, SignIns } from './sign-ins.ts';

const NO_SESSION = 'Expected a refresh token that holds, got one of a session that ended, or none. Sign in again.';

@Resolver()
export class SignInResolver {
  readonly #signIns: SignIns;
  readonly #care: SessionCare;
  readonly #idempotency: Idempotency;

  constructor(signIns: SignIns, care: SessionCare, idempotency: Idempotency) {
    this.#signIns = signIns;
    this.#care = care;
    this.#idempotency = idempotency;
  }

  @Mutation(() => SignInResult as never, {
    description:
      'Signs in by e-mail address or login name. Too many attempts have to wait; whoever signs in from where the account is known does not wait for others.',
  })
  async signIn(
    @Arg('input', () => SignInInput, { description: 'Who, and the proof.' }) input: SignInInput,
    @Ctx() context: MemberContext,
  ) {
    const outcome = await this.#signIns.signIn(input, clientOf(context));
    return 'tokens' in outcome ? entered(outcome, context) : outcome;
  }

  @Mutation(() => SignInResult as never, {
    description: 'Goes on with a session: new tokens for a refresh token, which counts once.',
  })
  async refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: 'By what.' }) input: RefreshSessionInput,
    @Ctx() context: MemberContext,
  ) {
    const token = refreshTokenOf(context, input.refreshToken);
    const intention = { viewer: anonymous, mutation: 'refreshSession', key: input.idempotencyKey ?? null };
    // The token itself makes repeats safe; a key only tells another intention apart.
    const told = await this.#idempotency.once<never>({ ...intention, input: { token } }, async () => ({
      reference: null,
    }));
    if (told.kind === 'reused') return idempotencyKeyReused();
    const outcome = await this.#care.refreshed(token, clientOf(context));
    return outcome ? entered(outcome, context) : invalidCredentials(NO_SESSION);
  }
}

/** The rest of the operation is asked by whoever has just signed in. */
function entered({ account, tokens }: SignedIn, context: MemberContext) {
  const { accountId, sessionId, roles, accessToken, refreshToken, refreshSeconds } = tokens;
  const viewer = { kind: 'account', accountId, sessionId, roles } as const;
  openSession(context, viewer, { accessToken, refreshToken, refreshSeconds });
  return presentSession(account, tokens);
}
