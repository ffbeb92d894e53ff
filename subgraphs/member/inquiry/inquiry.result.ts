import { Field, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import {
  IdempotencyKeyReused,
  InvalidInput,
  NotAllowed,
  NotFound,
  TooManyAttempts,
} from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { Company } from '../company/company.type.ts';
import { TokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { Inquiry } from './inquiry.type.ts';

@ObjectType('InquirySent', {
  description: 'The inquiry was taken in. The answer is the same whether we know the address or not.',
})
@ShowsNothingPersonal()
class InquirySent {
  @Field(() => Boolean, {
    description:
      'Whether a mail was sent to the address, by which it has to be confirmed before the company hears of it. Never null.',
  })
  proofNeeded!: boolean;

  @Field(() => Inquiry, { nullable: true, description: 'The thread; null while the proof is needed.' })
  inquiry!: Inquiry | null;
}

@ObjectType('InquiryProven', { description: 'The address is proven, and the company has the inquiry.' })
class InquiryProven {
  @Field(() => Company, { nullable: true, description: 'The company; null when it is hidden by now.' })
  company!: Company | null;

  @Field(() => Inquiry, { nullable: true, description: 'The thread; null unless who is signed in takes part in it.' })
  inquiry!: Inquiry | null;
}

const changed = () => [Inquiry, NotAllowed, NotFound, IdempotencyKeyReused];

export const SendInquiryResult = resultUnion(
  'SendInquiryResult',
  'What came of sending an inquiry: that it was taken in, or why it was not.',
  () => [InquirySent, InvalidInput, NotAllowed, NotFound, TooManyAttempts, IdempotencyKeyReused],
);
export const ProveInquiryResult = resultUnion(
  'ProveInquiryResult',
  'What came of confirming an inquiry: that it was sent, or why it was not.',
  () => [InquiryProven, InvalidInput, TokenNotUsable, NotAllowed, IdempotencyKeyReused],
);
export const ReplyToInquiryResult = resultUnion(
  'ReplyToInquiryResult',
  'What came of answering: the inquiry as it is now, or why nothing was written.',
  () => [...changed(), InvalidInput, TooManyAttempts],
);
export const ReadInquiryResult = resultUnion('ReadInquiryResult', 'What came of having read an inquiry.', changed);
export const CloseInquiryResult = resultUnion('CloseInquiryResult', 'What came of closing an inquiry.', changed);
export const ReopenInquiryResult = resultUnion(
  'ReopenInquiryResult',
  'What came of opening an inquiry again.',
  changed,
);
export const ReleaseInquiryResult = resultUnion(
  'ReleaseInquiryResult',
  'What came of releasing an inquiry that was held back.',
  changed,
);
export const MarkInquirySpamResult = resultUnion(
  'MarkInquirySpamResult',
  'What came of marking an inquiry as spam.',
  changed,
);
export const AssignInquiryResult = resultUnion('AssignInquiryResult', 'What came of assigning an inquiry.', changed);
