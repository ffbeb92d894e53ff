import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Shows } from '../../../kit/graphql/leaf-declaration.ts';
import type { InquiryFileAddresses } from '../inquiry-file/inquiry-file-addresses.ts';
import type { MemberContext } from '../member.context.ts';
import { InquiryAttachment } from './inquiry-message.type.ts';
import type { PresentedAttachment } from './inquiry-message.presenter.ts';

/** Where a file of a message is read. */
@Resolver(() => InquiryAttachment)
export class InquiryAttachmentResolver {
  readonly #addresses: InquiryFileAddresses;

  constructor(addresses: InquiryFileAddresses) {
    this.#addresses = addresses;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where whoever asks reads it, by `GET`, within five minutes. Null when nobody is signed in.',
  })
  @Shows('inquiryMessages.attachments.fileId')
  async url(@Root() { place }: PresentedAttachment, @Ctx() { viewer }: MemberContext) {
    return viewer.kind === 'account' ? this.#addresses.ofFile(place.messageId, place.index, viewer) : null;
  }
}
