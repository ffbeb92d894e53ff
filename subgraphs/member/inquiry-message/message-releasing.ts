import { globalId, localIdOf } from '../../../kit/global-id/global-id.ts';
import { notAllowed, notFound } from '../../../kit/graphql/problems.ts';
import type { Problem } from '../../../kit/graphql/problem.type.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import type { InquiryStore } from '../inquiry/inquiry-store.ts';
import type { InquiryThreads } from '../inquiry/inquiry-threads.ts';
import type { Participants } from '../inquiry/participants.ts';
import { EDITORS, mayIn, refused } from '../membership/company-access.ts';
import type { Memberships } from '../membership/memberships.ts';
import { isReleasable } from './aside.policy.ts';
import type { ReleaseInquiryMessageInput } from './message-release.input.ts';

export interface MessageReleasingParts {
  store: InquiryStore;
  threads: InquiryThreads;
  participants: Participants;
  memberships: Memberships;
  idempotency: Idempotency;
}

/** Lets a company say that a message that was kept aside is what it says to be. Done with the id of the message as the reference. */
export class MessageReleasing {
  readonly #parts: MessageReleasingParts;

  constructor(parts: MessageReleasingParts) {
    this.#parts = parts;
  }

  /** For owners and editors of the company. Throws UNAUTHENTICATED for nobody. */
  release(viewer: Viewer, input: ReleaseInquiryMessageInput): Promise<Outcome<Problem>> {
    accountOf(viewer);
    const { store, threads, participants, memberships, idempotency } = this.#parts;
    const intention = { viewer, mutation: 'releaseInquiryMessage', key: input.idempotencyKey, input };
    return idempotency.once<Problem>(intention, async (session) => {
      const id = localIdOf('InquiryMessage', input.messageId);
      const message = id && (await store.message(id, session));
      const inquiry = message && (await store.byId(message.inquiryId, session));
      const who = inquiry ? await participants.of(inquiry, viewer, session) : null;
      // A buyer does not see what is kept aside, and so finds none.
      if (!message || !inquiry || who?.side !== 'SUPPLIER')
        return notFound('messageId', 'Expected the id of a message to your company; there is none with this id.');
      const asked = { viewer, company: globalId('Company', inquiry.companyId), field: 'messageId' };
      const may = await mayIn(memberships, asked, EDITORS, session);
      if (refused(may)) return may;
      if (!isReleasable(message.aside))
        return notAllowed('NOT_HELD_BACK', 'Expected a message that is not believed, got one of which that is not so.');
      return (await threads.release(inquiry, message, session)) === 'TAKEN'
        ? { reference: message._id }
        : notAllowed('FULL', 'Expected a thread that takes messages, got one that does not.');
    });
  }
}
