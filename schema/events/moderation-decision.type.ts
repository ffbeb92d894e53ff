import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { globalId } from '../../kit/global-id/global-id.ts';
import { DateTimeScalar } from '../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../kit/graphql/node.type.ts';

export enum ModerationTarget {
  COMPANY = 'COMPANY',
  PRODUCT = 'PRODUCT',
}
export enum ModerationAction {
  SUSPENDED = 'SUSPENDED',
  REINSTATED = 'REINSTATED',
  TAKEN_DOWN = 'TAKEN_DOWN',
  APPROVED = 'APPROVED',
}
export enum ModerationReason {
  PROHIBITED_GOODS = 'PROHIBITED_GOODS',
  COUNTERFEIT = 'COUNTERFEIT',
  MISLEADING = 'MISLEADING',
  FRAUD = 'FRAUD',
  IMPERSONATION = 'IMPERSONATION',
  UNLAWFUL_CONTENT = 'UNLAWFUL_CONTENT',
  PERSONAL_DATA = 'PERSONAL_DATA',
  SPAM = 'SPAM',
  AUTHORITY_ORDER = 'AUTHORITY_ORDER',
  OTHER = 'OTHER',
  LAWFUL = 'LAWFUL',
  REMEDIED = 'REMEDIED',
  MISTAKE = 'MISTAKE',
  APPEAL_GRANTED = 'APPEAL_GRANTED',
}

registerEnumType(ModerationTarget, {
  name: 'ModerationTarget',
  description: 'What a decision is about.',
  valuesConfig: {
    COMPANY: { description: 'A company with all its products.' },
    PRODUCT: { description: 'One product.' },
  },
});
registerEnumType(ModerationAction, {
  name: 'ModerationAction',
  description: 'What was decided.',
  valuesConfig: {
    SUSPENDED: { description: 'Nothing of the company is shown, and it can publish nothing.' },
    REINSTATED: { description: 'What was suspended or taken down is shown again.' },
    TAKEN_DOWN: { description: 'The product is not shown, whatever its company does.' },
    APPROVED: { description: 'The product was held back for a review, and is shown.' },
  },
});
registerEnumType(ModerationReason, {
  name: 'ModerationReason',
  description: 'Why staff decided so. The list grows; a code never changes its meaning.',
  valuesConfig: {
    PROHIBITED_GOODS: { description: 'Goods that law keeps out of trade, or out of this trade without a licence.' },
    COUNTERFEIT: { description: 'Goods under a mark of somebody else.' },
    MISLEADING: { description: 'What is said of the goods or of the company is not so.' },
    FRAUD: { description: 'Buyers were, or were about to be, deceived for money.' },
    IMPERSONATION: { description: 'It is shown as somebody who it is not.' },
    UNLAWFUL_CONTENT: { description: 'A text or a picture that law forbids.' },
    PERSONAL_DATA: { description: 'Data of people who did not agree.' },
    SPAM: { description: 'The same again and again, or no goods at all.' },
    AUTHORITY_ORDER: { description: 'An authority or a court ordered it.' },
    OTHER: { description: 'The text says why.' },
    LAWFUL: { description: 'It was looked at, and may be shown.' },
    REMEDIED: { description: 'What was wrong was put right.' },
    MISTAKE: { description: 'The earlier decision was wrong.' },
    APPEAL_GRANTED: { description: 'The company appealed, and was right.' },
  },
});

@ObjectType('ModerationDecision', {
  implements: Node,
  description: 'What staff decided about a company or a product; the company is told by mail, and may appeal once.',
})
@Directive('@shareable')
@ShowsRecord('moderationDecisions')
export class ModerationDecisionType extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => ModerationTarget, { description: 'Whether it is about a company or a product. Never null.' })
  target!: ModerationTarget;

  @Field(() => ID, { description: 'Id of the company or the product. Never null.' })
  targetId!: string;

  @Field(() => ModerationAction, { description: 'What was decided. Never null.' })
  action!: ModerationAction;

  @Field(() => ModerationReason, { description: 'Why. Never null.' })
  @Shows('moderationDecisions.reason')
  reasonCode!: ModerationReason;

  @Field(() => String, { nullable: true, description: 'What is said to the company; null: the code says it all.' })
  @Shows('moderationDecisions.words.text')
  text!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was decided. Never null.' })
  decidedAt!: Date;

  @Field(() => Boolean, {
    description: 'Whether whoever asks may appeal against it at this moment: members of the company, once. Never null.',
  })
  @ShowsNothingPersonal()
  viewerCanAppeal!: boolean;
}

/** What is shown of a decision, as it is stored. */
interface Shown {
  _id: string;
  target: 'COMPANY' | 'PRODUCT';
  targetId: string;
  action: keyof typeof ModerationAction;
  reason: keyof typeof ModerationReason;
  words: readonly { text: string }[];
  decidedAt: Date;
}

export const presentDecision = (decision: Shown, viewerCanAppeal: boolean) => ({
  __typename: 'ModerationDecision' as const,
  id: globalId('ModerationDecision', decision._id),
  target: ModerationTarget[decision.target],
  targetId: globalId(decision.target === 'COMPANY' ? 'Company' : 'Product', decision.targetId),
  action: ModerationAction[decision.action],
  reasonCode: ModerationReason[decision.reason],
  text: decision.words[0]?.text ?? null,
  decidedAt: decision.decidedAt,
  viewerCanAppeal,
});
