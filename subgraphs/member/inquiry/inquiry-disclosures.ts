import type { ClientSession } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { invalidInput, notAllowed, notFound } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Effect, Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import { anonymous, type Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import type { Mails } from '../mail/mails.ts';
import { tokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import type { RelayAddresses } from '../relay/relay-addresses.ts';
import type { DisclosureTokens } from './disclosure-tokens.ts';
import type { InquiryStore } from './inquiry-store.ts';
import type { DisclosureName, InquiryRecord } from './inquiry.record.ts';
import type { Participants } from './participants.ts';

export interface InquiryDisclosuresParts {
  store: InquiryStore;
  participants: Participants;
  relayAddresses: RelayAddresses;
  tokens: DisclosureTokens;
  mails: Mails;
  idempotency: Idempotency;
  now?: () => Date;
}

interface Asked {
  token?: string | null;
  inquiryId?: string | null;
  disclosure: Exclude<DisclosureName, 'MASKED'>;
  idempotencyKey: string;
}

/** What a company sees of a buyer’s address, and whether anything reaches it: the buyer says so, for each company, by the link of a mail or signed in. */
export class InquiryDisclosures {
  readonly #parts: InquiryDisclosuresParts;

  constructor(parts: InquiryDisclosuresParts) {
    this.#parts = parts;
  }

  /** Done with the id of the inquiry as the reference. */
  change(viewer: Viewer, input: Asked): Promise<Outcome<Problem>> | Outcome<Problem> {
    const token = input.token ?? null;
    if ((token === null) === (input.inquiryId == null))
      return refused('token', 'Expected a token or the id of an inquiry, one of them.');
    if (token !== null && (token.length > 200 || !this.#parts.tokens.inquiryIdOf(token)))
      return refused('token', 'Expected the token of a mail, 46 characters, got something else.');
    if (token === null) accountOf(viewer);
    const intention = {
      viewer: token === null ? viewer : anonymous,
      mutation: 'changeInquiryDisclosure',
      key: input.idempotencyKey,
      input,
    };
    return this.#parts.idempotency.once<Problem>(intention, async (session): Promise<Effect | Problem> => {
      const inquiry = token === null ? await this.#own(viewer, input, session) : await this.#named(token, session);
      if ('message' in inquiry) return inquiry;
      await this.#apply(inquiry, input.disclosure, session);
      return { reference: inquiry._id };
    });
  }

  /** As it is now; null: it is gone. */
  now(id: string): Promise<InquiryRecord | null> {
    return this.#parts.store.byId(id);
  }

  async #named(token: string, session: ClientSession): Promise<InquiryRecord | Problem> {
    const { store, tokens } = this.#parts;
    const inquiry = await store.byId(tokens.inquiryIdOf(token)!, session);
    return inquiry && (await tokens.holds(token, inquiry)) ? inquiry : tokenNotUsable();
  }

  async #own(viewer: Viewer, { inquiryId }: Asked, session: ClientSession): Promise<InquiryRecord | Problem> {
    const { store, participants } = this.#parts;
    const id = localIdOf('Inquiry', inquiryId!);
    const inquiry = id && (await store.byId(id, session));
    const who = inquiry && (await participants.of(inquiry, viewer, session));
    if (!inquiry || !who)
      return notFound('inquiryId', 'Expected the id of an inquiry of yours; there is none with this id.');
    return who.side === 'BUYER'
      ? inquiry
      : notAllowed('SUPPLIER', 'Expected the buyer, got somebody who acts for the company.');
  }

  /** For all threads of the buyer and the company. Revoked, the addresses take nothing more, and what waits for the buyer is not sent. */
  async #apply(
    { buyers, companyId }: InquiryRecord,
    disclosure: DisclosureName,
    session: ClientSession,
  ): Promise<void> {
    const { store, relayAddresses, mails, now = () => new Date() } = this.#parts;
    const pair = { buyerRef: buyers[0]!.buyerRef, companyId };
    await store.disclose(pair, disclosure, session, now());
    if (disclosure !== 'REVOKED') return;
    await mails.withdraw(await relayAddresses.revoke(pair, session, now()), session);
  }
}

const refused = (field: string, message: string): Outcome<Problem> => ({
  kind: 'refused',
  refusal: invalidInput(field, message),
});
