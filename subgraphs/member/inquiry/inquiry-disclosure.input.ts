import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

/** What a buyer may say of their address. */
export enum InquiryDisclosureChoice {
  REVEALED = 'REVEALED',
  REVOKED = 'REVOKED',
}
registerEnumType(InquiryDisclosureChoice, {
  name: 'InquiryDisclosureChoice',
  description: 'What a buyer says of their address towards a company.',
  valuesConfig: {
    REVEALED: { description: 'The company sees it from now on.' },
    REVOKED: {
      description: 'Nothing of the company reaches it any more. What the company has seen before stays seen.',
    },
  },
});

@InputType('ChangeInquiryDisclosureInput', {
  description: 'What a company sees of the buyer’s address. By a token or by an id, one of them.',
})
@TakesNothingPersonal()
export class ChangeInquiryDisclosureInput {
  @Field(() => String, { nullable: true, description: 'The token of a mail about the inquiry; null: by its id.' })
  token?: string | null;

  @Field(() => ID, { nullable: true, description: 'The inquiry of who is signed in; null: by a token.' })
  inquiryId?: string | null;

  @Field(() => InquiryDisclosureChoice, { description: 'What the company sees from now on. Never null.' })
  @Takes('inquiries.disclosure')
  disclosure!: InquiryDisclosureChoice;

  @Field(() => String, { description: 'One for each intention, such as a random UUID; repeat it with the request.' })
  idempotencyKey!: string;
}
