import { Field, ID, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';

const KEY =
  'One for each intention, such as a random UUID; repeat it with the request. A guest’s has at least 128 bits.';

@InputType('SendInquiryInput', {
  description:
    'What a buyer asks a company. Message and address carry the question there and the answer back, and are kept until nobody has written for twelve months.',
})
export class SendInquiryInput {
  @Field(() => ID, { description: 'The company. Never null.' })
  @TakesNothingPersonal()
  companyId!: string;

  @Field(() => ID, { nullable: true, description: 'The product of the company that it is about; null: none.' })
  @TakesNothingPersonal()
  productId?: string | null;

  @Field(() => String, { description: 'Plain text in 1 to 5000 characters. Never null.' })
  @Takes('inquiryMessages.body', 'pendingInquiries.message')
  message!: string;

  @Field(() => String, {
    description:
      'Address that answers go to. Unless it is the proven one of who is signed in, a mail asks it to confirm, and the company hears of the inquiry only then; it does not see the address. Never null.',
  })
  @Takes('guests.email', 'pendingInquiries.email')
  replyTo!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name that the company sees, at most 200 characters; null: none.',
  })
  @Takes('inquiries.buyers.name', 'pendingInquiries.name')
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Country of the buyer that the company sees, ISO 3166-1 alpha-2; null: not said.',
  })
  @Takes('inquiries.buyers.country', 'pendingInquiries.country')
  country?: string | null;

  @Field(() => LocaleEnum, {
    nullable: true,
    description: 'In which language it is written, and answered to; null: as the request is.',
  })
  @Takes('inquiries.locale', 'pendingInquiries.locale')
  locale?: LocaleEnum | null;

  @Field(() => String, { description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('ProveInquiryInput', { description: 'That whoever wrote an inquiry reads the address that it gives.' })
export class ProveInquiryInput {
  @Field(() => String, { description: 'The token of the mail. Never null.' })
  @Takes('pendingInquiries.hash')
  token!: string;

  @Field(() => String, { description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}
