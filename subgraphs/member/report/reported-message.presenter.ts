import { presentMessage } from '../inquiry-message/inquiry-message.presenter.ts';
import type { InquiryMessage } from '../inquiry-message/inquiry-message.record.ts';

/** What staff see of a message: they wrote none of them. */
export const presentReportedMessage = (message: InquiryMessage) =>
  presentMessage(message, { side: 'BUYER', accountId: '', subjectRef: '' });
