import type { InquiryMessage } from '../inquiry-message/inquiry-message.record.ts';
import { InquirySide } from '../inquiry/inquiry.enum.ts';

/** What staff see of a message: not who wrote it, but which side. */
export const presentReportedMessage = ({ from, body, at }: InquiryMessage) => ({ from: InquirySide[from], body, at });
