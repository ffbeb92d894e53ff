import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { Accounts } from '../account/accounts.ts';
import type { MemberContext } from '../member.context.ts';
import { tokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import type { EmailProofs } from './email-proofs.ts';
import { ProveEmailInput, RegisterInput } from './register.input.ts';
import { presentProvenEmail, presentRegistration } from './registration.presenter.ts';
import { ProveEmailResult, RegisterResult } from './registration.type.ts';
import type { Registrations } from './registrations.ts';

@Resolver()
export class RegistrationResolver {
  readonly #registrations: Registrations;
  readonly #proofs: EmailProofs;
  readonly #accounts: Accounts;

  constructor(registrations: Registrations, proofs: EmailProofs, accounts: Accounts) {
    this.#registrations = registrations;
    this.#proofs = proofs;
    this.#accounts = accounts;
  }

  @Mutation(() => RegisterResult as never, {
    description:
      'Asks for an account and a company. The address gets a mail, and by it both are opened. The answer is the same whether or not the address has an account.',
  })
  async register(
    @Arg('input', () => RegisterInput, { description: 'Who registers, and for which company.' }) input: RegisterInput,
    @Ctx() context: MemberContext,
  ) {
    return answered(await this.#registrations.register(input, context), async () => presentRegistration(input.email));
  }

  @Mutation(() => ProveEmailResult as never, {
    description:
      'Proves an address by the token of a mail: opens the account of whoever registered, or puts the new address of an account in force.',
  })
  async proveEmail(
    @Arg('input', () => ProveEmailInput, { description: 'The token of the mail.' }) input: ProveEmailInput,
  ) {
    return answered(await this.#proofs.prove(input), async (accountId) => {
      const account = accountId && (await this.#accounts.byId(accountId));
      return account ? presentProvenEmail(account) : tokenNotUsable();
    });
  }
}
