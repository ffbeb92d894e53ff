import type { ClientSession, Connection } from 'mongoose';
import type { GivenProof, ProofOutcome } from '../../../kit/participation/participant.ts';
import { TooManyAttempts } from '../../../kit/graphql/problems.ts';
import type { AccountRecord } from '../account/account.record.ts';
import type { Accounts } from '../account/accounts.ts';
import { maySignIn } from '../restriction/restriction.policy.ts';
import type { SecondFactors } from '../second-factor/second-factors.ts';
import type { SecurityLog } from '../security-log/security-log.ts';
import type { PasswordProof } from './password-proof.ts';
import type { Throttle } from './throttle.ts';

export interface PersonProofParts {
  connection: Connection;
  accounts: Accounts;
  passwordProof: PasswordProof;
  secondFactors: SecondFactors;
  securityLog: SecurityLog;
  throttle: Throttle;
}

/** Asks the holder of an account for everything by which they sign in, before what cannot be undone by a click: for another part of the directory. */
export class PersonProof {
  readonly #parts: PersonProofParts;

  constructor(parts: PersonProofParts) {
    this.#parts = parts;
  }

  /** A code that is right is used up. */
  async prove(given: GivenProof): Promise<ProofOutcome> {
    const { accounts, passwordProof, securityLog } = this.#parts;
    const account = await accounts.byId(given.accountId);
    if (!account || !maySignIn(account)) return { kind: 'WRONG_PASSWORD' };
    const refusal = await passwordProof.refusal(account, given.password, given.client);
    if (refusal instanceof TooManyAttempts) return { kind: 'WAIT', seconds: refusal.retryAfterSeconds };
    const outcome: ProofOutcome = refusal ? { kind: 'WRONG_PASSWORD' } : await this.#second(account, given);
    if (outcome.kind === 'WRONG_PASSWORD' || outcome.kind === 'WRONG_CODE')
      await securityLog.count(account, 'SIGN_IN_FAILED', given.client);
    return outcome;
  }

  async #second(account: AccountRecord, { secondFactorCode: code, client }: GivenProof): Promise<ProofOutcome> {
    if (!account.secondFactor?.confirmedAt) return { kind: 'PROVEN' };
    if (code === null) return { kind: 'CODE_REQUIRED' };
    const login = `second factor ${account._id}`;
    const permit = await this.#parts.throttle.enter({ login, client, isKnownPlace: true });
    if (typeof permit === 'number') return { kind: 'WAIT', seconds: permit };
    const taken = await this.#taken(account._id, code, client).catch(async (error: unknown) => {
      await permit.passed(false);
      throw error;
    });
    await (taken ? permit.passed(true) : permit.failed());
    return { kind: taken ? 'PROVEN' : 'WRONG_CODE' };
  }

  async #taken(accountId: string, code: string, client: GivenProof['client']): Promise<boolean> {
    const { connection, accounts, secondFactors } = this.#parts;
    let taken = false;
    await connection.transaction(async (session: ClientSession) => {
      const fresh = await accounts.byId(accountId, session);
      taken = fresh !== null && (await secondFactors.taken(fresh, code, client, session)) !== null;
    });
    return taken;
  }
}
