import { globalId } from '../../../kit/global-id/global-id.ts';
import { InquirySide, InquiryWay } from '../inquiry/inquiry.enum.ts';
import type { Participant } from '../inquiry/participants.ts';
import type { InquiryMessage } from './inquiry-message.record.ts';

/** What both sides see of a message. `who`: as whom whoever asks takes part. */
export const presentMessage = (message: InquiryMessage, who: Participant) => ({
  __typename: 'InquiryMessage' as const,
  id: globalId('InquiryMessage', message._id),
  from: InquirySide[message.from],
  body: message.body,
  attachments: message.attachments.map(({ filename, contentType, byteSize }) => ({ filename, contentType, byteSize })),
  via: InquiryWay[message.via],
  at: message.at,
  isViewers: message.authors.some(
    ({ authorRef }) => authorRef === (who.side === 'BUYER' ? who.subjectRef : who.member.subjectRef),
  ),
});
