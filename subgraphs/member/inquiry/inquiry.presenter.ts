import { globalId } from '../../../kit/global-id/global-id.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { EDITORS } from '../membership/company-access.ts';
import { InquiryDisclosure, InquiryQuarantineReason, InquirySide, InquiryState } from './inquiry.enum.ts';
import { mayWrite, stateForBuyer } from './inquiry.policy.ts';
import type { SeenInquiry } from './inquiry-views.ts';

/** What one who takes part sees of an inquiry. `seen` and `takesMessage` are for the fields that are asked for apart; no field shows them. */
export const presentInquiry = (seen: SeenInquiry) => {
  const { inquiry, who } = seen;
  const isBuyer = who.side === 'BUYER';
  const manages = who.side === 'SUPPLIER' && EDITORS.includes(who.member.role) && !who.member.paused;
  return {
    __typename: 'Inquiry' as const,
    id: globalId('Inquiry', inquiry._id),
    state: InquiryState[isBuyer ? stateForBuyer(inquiry.state) : inquiry.state],
    quarantineReason:
      isBuyer || inquiry.quarantineReason === null ? null : InquiryQuarantineReason[inquiry.quarantineReason],
    disclosure: InquiryDisclosure[inquiry.disclosure],
    buyerUnreachableSince: inquiry.unreachableSince ?? null,
    viewerSide: InquirySide[who.side],
    buyerName: inquiry.buyers[0]?.name ?? null,
    buyerCountry: inquiry.buyers[0]?.country ?? null,
    locale: LocaleEnum[inquiry.locale],
    unreadCount: isBuyer ? inquiry.unreadByBuyer : inquiry.unreadBySupplier,
    messageCount: inquiry.messageCount,
    lastMessageAt: inquiry.lastMessageAt,
    firstAnsweredAt: inquiry.firstAnsweredAt,
    createdAt: inquiry.createdAt,
    takesMessage: mayWrite(inquiry) && (isBuyer || manages),
    viewerCanManage: manages,
    seen,
  };
};

export type PresentedInquiry = ReturnType<typeof presentInquiry>;
