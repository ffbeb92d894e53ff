import { globalId } from '../../../kit/global-id/global-id.ts';
import { InquiryAside, InquirySide, InquiryWay } from '../inquiry/inquiry.enum.ts';
import type { Participant } from '../inquiry/participants.ts';
import { mayRelease } from './aside.policy.ts';
import type { Attachment, InquiryMessage } from './inquiry-message.record.ts';

/** What both sides see of a message. `who`: as whom whoever asks takes part. */
export const presentMessage = (message: InquiryMessage, who: Participant) => ({
  __typename: 'InquiryMessage' as const,
  id: globalId('InquiryMessage', message._id),
  from: InquirySide[message.from],
  body: message.body,
  attachments: message.attachments.map((file, index) => presentAttachment(message._id, file, index)),
  aside: message.aside === undefined ? null : InquiryAside[message.aside],
  via: InquiryWay[message.via],
  viewerCanRelease: mayRelease(who, message.aside),
  at: message.at,
  isViewers: message.authors.some(
    ({ authorRef }) => authorRef === (who.side === 'BUYER' ? who.subjectRef : who.member.subjectRef),
  ),
});

/** `place` is for the field that says where it is read. */
const presentAttachment = (messageId: string, { filename, contentType, byteSize }: Attachment, index: number) => ({
  filename,
  contentType,
  byteSize,
  place: { messageId, index },
});

export type PresentedAttachment = ReturnType<typeof presentAttachment>;
