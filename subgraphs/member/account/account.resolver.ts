import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { notAllowed } from '../../../kit/graphql/problems.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import type { MemberContext } from '../member.context.ts';
import { tokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { clientOf } from '../../../kit/subgraph/client-of.ts';
import type { AccountEditor } from './account-editor.ts';
import {
  ChangeEmailInput,
  ChangePasswordInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
  UndoEmailChangeInput,
  UpdateAccountInput,
} from './account.input.ts';
import { presentEmailChange, presentResetRequest } from './account.presenter.ts';
import {
  ChangeEmailResult,
  ChangePasswordResult,
  RequestPasswordResetResult,
  ResetPasswordResult,
  UndoEmailChangeResult,
  UpdateAccountResult,
} from './account-result.type.ts';
import type { Accounts } from './accounts.ts';
import type { EmailChanges } from './email-changes.ts';
import type { PasswordChanges } from './password-changes.ts';
import { presentViewer } from './viewer.presenter.ts';

/** What the resolver asks. */
export interface AccountServices {
  accounts: Accounts;
  accountEditor: AccountEditor;
  emailChanges: EmailChanges;
  passwordChanges: PasswordChanges;
}

const NO_ACCOUNT = notAllowed('NO_ACCOUNT', 'Expected somebody with an account, got a token of staff without one.');

@Resolver()
export class AccountResolver {
  readonly #ask: AccountServices;

  constructor(services: AccountServices) {
    this.#ask = services;
  }

  @Mutation(() => UpdateAccountResult as never, { description: 'Changes what the account says of its holder.' })
  async updateAccount(
    @Arg('input', () => UpdateAccountInput, { description: 'What is to be changed.' }) input: UpdateAccountInput,
    @Ctx() context: MemberContext,
  ) {
    const account = await this.#account(context);
    if (!account) return NO_ACCOUNT;
    const outcome = await this.#ask.accountEditor.update(account, context.viewer, input, context.client);
    return answered(outcome, async () => presentViewer((await this.#account(context))!));
  }

  @Mutation(() => ChangeEmailResult as never, {
    description: 'Asks for another address. A mail to it asks for its proof; until then nothing changes.',
  })
  async changeEmail(
    @Arg('input', () => ChangeEmailInput, { description: 'The new address and the password.' }) input: ChangeEmailInput,
    @Ctx() context: MemberContext,
  ) {
    const account = await this.#account(context);
    if (!account) return NO_ACCOUNT;
    const outcome = await this.#ask.emailChanges.request(account, context.viewer, input, clientOf(context));
    return answered(outcome, async () => presentEmailChange(input.email));
  }

  @Mutation(() => UndoEmailChangeResult as never, {
    description: 'Takes a change of the address back, by the mail to the old one. Every session ends.',
  })
  async undoEmailChange(
    @Arg('input', () => UndoEmailChangeInput, { description: 'The token of the mail.' }) input: UndoEmailChangeInput,
  ) {
    return this.#withEmail('EmailRestored', await this.#ask.emailChanges.undo(input));
  }

  @Mutation(() => RequestPasswordResetResult as never, {
    description: 'Asks for a mail that lets its reader set a new password. The answer is the same for every address.',
  })
  async requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput, { description: 'The address.' }) input: RequestPasswordResetInput,
  ) {
    const outcome = await this.#ask.passwordChanges.requestReset(input);
    return answered(outcome, async () => presentResetRequest(input.email));
  }

  @Mutation(() => ResetPasswordResult as never, {
    description: 'Sets a new password by the token of a mail. Every session ends.',
  })
  async resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The token and the password.' }) input: ResetPasswordInput,
    @Ctx() { client }: MemberContext,
  ) {
    return this.#withEmail('PasswordReset', await this.#ask.passwordChanges.reset(input, client));
  }

  @Mutation(() => ChangePasswordResult as never, {
    description: 'Sets a new password by the one in force. Every other session ends.',
  })
  async changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Both passwords.' }) input: ChangePasswordInput,
    @Ctx() context: MemberContext,
  ) {
    const account = await this.#account(context);
    if (!account) return NO_ACCOUNT;
    const viewer = accountOf(context.viewer);
    const outcome = await this.#ask.passwordChanges.change(account, viewer, input, clientOf(context));
    return answered(outcome, async () => presentViewer((await this.#account(context))!));
  }

  /** Of whoever asks; null for a token of staff that no account stands behind. Throws UNAUTHENTICATED for nobody. */
  #account({ viewer }: MemberContext) {
    return this.#ask.accounts.byId(accountOf(viewer).accountId);
  }

  #withEmail(__typename: 'EmailRestored' | 'PasswordReset', outcome: Parameters<typeof answered>[0]) {
    return answered(outcome, async (accountId) => {
      const account = accountId && (await this.#ask.accounts.byId(accountId));
      return account ? { __typename, email: account.email } : tokenNotUsable();
    });
  }
}
