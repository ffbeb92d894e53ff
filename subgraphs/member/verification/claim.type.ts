import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { CompanyDocument } from '../document/document.type.ts';
import { ClaimKind, ClaimMethod, ClaimReason, ClaimState, CompanyFact } from './claim.enum.ts';

@ObjectType('Claim', {
  implements: Node,
  description:
    'Something that a company claims of itself, and what staff found. Everybody sees verified ones, until they expire; its members and verifiers see all of it.',
})
@ShowsRecord('claims')
export class Claim extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => ID, { description: 'Id of the company that claims it. Never null.' })
  companyId!: string;

  @Field(() => ClaimKind, { description: 'What is claimed. Never null.' })
  kind!: ClaimKind;

  @Field(() => ClaimState, { description: 'Where it stands at this moment. Never null.' })
  state!: ClaimState;

  @Field(() => String, { nullable: true, description: 'To what it applies; null when the company did not say.' })
  @Shows('claims.said.scope')
  scope!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the company wrote to staff; null for everybody else, and when it is not kept any more.',
  })
  @Shows('claims.said.statement')
  statement!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the company says that it holds; null when it did not say, and for everybody else.',
  })
  validUntil!: Date | null;

  @Field(() => [CompanyDocument], {
    nullable: true,
    description: 'The documents; empty when there are none any more. Null for everybody but members and verifiers.',
  })
  evidence!: CompanyDocument[] | null;

  @Field(() => ClaimMethod, { nullable: true, description: 'How it was checked; null while it is undecided.' })
  @Shows('claims.decision.method')
  method!: ClaimMethod | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Which function of the directory checked it, never a person’s name: `VERIFICATION_TEAM`. Null while it is undecided.',
  })
  @ShowsNothingPersonal()
  verifier!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided; null while it is undecided.' })
  @Shows('claims.decision.at')
  decidedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the verification counts; null when it never was verified, or has to be looked at anew.',
  })
  expiresAt!: Date | null;

  @Field(() => ClaimReason, {
    nullable: true,
    description: 'Why it was decided so; null while it is undecided, and for everybody but members and verifiers.',
  })
  @Shows('claims.decision.reason')
  reasonCode!: ClaimReason | null;

  @Field(() => String, {
    nullable: true,
    description: 'What staff wrote to the company; null when nothing, and for everybody but members and verifiers.',
  })
  @Shows('claims.words.text')
  reasonText!: string | null;

  @Field(() => [CompanyFact], {
    description:
      'What the company changed of itself since it made the claim or the claim was verified: why it has to be looked at anew. Empty: nothing; and for everybody but members and verifiers.',
  })
  changedFacts!: CompanyFact[];

  @Field(() => String, { description: 'What a verified claim of this kind proves. Never null.' })
  @ShowsNothingPersonal()
  proves!: string;

  @Field(() => String, { description: 'What it does not prove, also in this case. Never null.' })
  @Shows('claims.words.doesNotProve')
  doesNotProve!: string;

  @Field(() => DateTimeScalar, { description: 'When it was made. Never null.' })
  createdAt!: Date;

  @Field(() => Boolean, { description: 'Whether whoever asks may take it back now. Never null.' })
  @ShowsNothingPersonal()
  viewerCanWithdraw!: boolean;

  @Field(() => Boolean, { description: 'Whether whoever asks may take it, to look at it. Never null.' })
  @ShowsNothingPersonal()
  viewerCanTake!: boolean;

  @Field(() => Boolean, { description: 'Whether whoever asks may decide on it now. Never null.' })
  @ShowsNothingPersonal()
  viewerCanDecide!: boolean;
}

@ObjectType('ClaimEdge', { description: 'A claim in a list.' })
@ShowsNothingPersonal()
export class ClaimEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => Claim, { nullable: true, description: 'The claim; null when it vanished meanwhile.' })
  node!: Claim | null;
}

@ObjectType('ClaimConnection', { description: 'A page of claims, who waits longest first.' })
export class ClaimConnection {
  @Field(() => [ClaimEdge], { description: 'The page.' })
  edges!: ClaimEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
