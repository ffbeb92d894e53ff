import {
  invalidInput,
  notAllowed,
  tooManyAttempts,
  type InvalidInput,
  type NotAllowed,
  type TooManyAttempts,
} from '../../../kit/graphql/problems.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Client } from '../../../kit/viewer/client.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import type { AccountRecord } from '../account/account.record.ts';
import type { Accounts } from '../account/accounts.ts';
import type { PasswordProof } from '../sign-in/password-proof.ts';
import type { InvalidCredentials } from '../sign-in/sign-in.problem.ts';
import type { Throttle } from '../sign-in/throttle.ts';
import type { SecondFactors } from './second-factors.ts';

export interface SecondFactorChangesParts {
  accounts: Accounts;
  idempotency: Idempotency;
  passwordProof: PasswordProof;
  secondFactors: SecondFactors;
  throttle: Throttle;
}

/** Who changes, from where, and the request's key. */
export interface Asked {
  viewer: Viewer;
  client: Client;
  idempotencyKey?: string | null;
}

const IN_FORCE = 'Expected an account without a second factor, and there is one. End it first, to begin another.';
const WRONG_CODE =
  'Expected the code that the app shows now, of a second factor that was begun, got another. Wait for the next code.';

/** What holders do with their second factors. */
export class SecondFactorChanges {
  readonly #parts: SecondFactorChangesParts;

  constructor(parts: SecondFactorChangesParts) {
    this.#parts = parts;
  }

  async own(viewer: Viewer): Promise<AccountRecord> {
    return (await this.#parts.accounts.byId(accountOf(viewer).accountId))!;
  }

  async start(password: string, asked: Asked): Promise<Outcome<InvalidCredentials | NotAllowed | TooManyAttempts>> {
    const { idempotency, passwordProof, secondFactors } = this.#parts;
    const refusal = await passwordProof.refusal(await this.own(asked.viewer), password, asked.client);
    if (refusal) return { kind: 'refused', refusal };
    return idempotency.once<NotAllowed>(intentionOf('startSecondFactor', asked), async (session) => {
      const account = await this.#fresh(asked, session);
      if (account.secondFactor?.confirmedAt) return notAllowed('SECOND_FACTOR_IN_FORCE', IN_FORCE);
      await secondFactors.begin(account, session);
      return { reference: account._id };
    });
  }

  async confirm(code: string, asked: Asked): Promise<Outcome<InvalidInput | TooManyAttempts>> {
    const { idempotency, secondFactors, throttle } = this.#parts;
    const { client, viewer } = asked;
    const login = `second factor ${accountOf(viewer).accountId}`;
    const permit = await throttle.enter({ login, client, isKnownPlace: true });
    if (typeof permit === 'number') return { kind: 'refused', refusal: tooManyAttempts(permit) };
    const outcome = await idempotency.once<InvalidInput>(
      { ...intentionOf('confirmSecondFactor', asked), input: { code } },
      async (session) => {
        const account = await this.#fresh(asked, session);
        const isConfirmed = await secondFactors.confirm(account, code, client, session);
        return isConfirmed ? { reference: account._id } : invalidInput('code', WRONG_CODE);
      },
    );
    await (outcome.kind === 'refused' ? permit.failed() : permit.passed(true));
    return outcome;
  }

  async end(password: string, asked: Asked): Promise<Outcome<InvalidCredentials | TooManyAttempts>> {
    const { idempotency, passwordProof, secondFactors } = this.#parts;
    const refusal = await passwordProof.refusal(await this.own(asked.viewer), password, asked.client);
    if (refusal) return { kind: 'refused', refusal };
    return idempotency.once<never>(intentionOf('endSecondFactor', asked), async (session) => {
      const account = await this.#fresh(asked, session);
      if (account.secondFactor) await secondFactors.end(account, asked.client, session);
      return { reference: account._id };
    });
  }

  async #fresh({ viewer }: Asked, session: Parameters<Accounts['byId']>[1]): Promise<AccountRecord> {
    return (await this.#parts.accounts.byId(accountOf(viewer).accountId, session))!;
  }
}

/** The password is no part of it: it is proven anew by each repeat, and no trace of it is kept. */
const intentionOf = (mutation: string, { viewer, idempotencyKey }: Asked) => ({
  viewer,
  mutation,
  key: idempotencyKey ?? null,
  input: {},
});
