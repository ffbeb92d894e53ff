import { Field, ObjectType } from 'type-graphql';
import { Shows } from '../../../kit/graphql/leaf-declaration.ts';
import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { Company } from '../company/company.type.ts';
import { TokenNotUsable } from '../../../kit/proof/proof.problem.ts';
import { InquiryDisclosure } from './inquiry.enum.ts';

@ObjectType('InquiryDisclosureChanged', { description: 'What the company sees of the buyer’s address now.' })
class InquiryDisclosureChanged {
  @Field(() => InquiryDisclosure, { description: 'What it is now. Never null.' })
  @Shows('inquiries.disclosure')
  disclosure!: InquiryDisclosure;

  @Field(() => Boolean, {
    description:
      'Whether the company has been shown the address at some time. What was seen stays seen: ending the contact takes nothing back. Never null.',
  })
  @Shows('inquiries.revealedAt')
  wasRevealed!: boolean;

  @Field(() => Company, { nullable: true, description: 'The company; null when it is hidden by now.' })
  company!: Company | null;
}

export const ChangeInquiryDisclosureResult = resultUnion(
  'ChangeInquiryDisclosureResult',
  'What came of changing what a company sees of the buyer’s address: how it is now, or why nothing was changed.',
  () => [InquiryDisclosureChanged, InvalidInput, TokenNotUsable, NotAllowed, NotFound, IdempotencyKeyReused],
);
