import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { LegalHoldBasis, LegalHoldState } from './legal-hold.enum.ts';

@ObjectType('HeldPlace', { description: 'One record, or all of a person at one place.' })
@ShowsRecord('legalHolds', 'places')
export class HeldPlaceType {
  @Field(() => String, { description: 'The database. Never null.' })
  store!: string;

  @Field(() => String, { description: 'The collection. Never null.' })
  collection!: string;

  @Field(() => String, { nullable: true, description: 'Which record; null: every record there of the person.' })
  recordId!: string | null;
}

@ObjectType('LegalHold', {
  implements: Node,
  description: 'That records are kept though their person asks for their erasure. For privacy officers.',
})
@ShowsRecord('legalHolds')
export class LegalHoldType extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => LegalHoldState, { description: 'Where it stands. Never null.' })
  @Shows('legalHolds.releasedAt')
  state!: LegalHoldState;

  @Field(() => LegalHoldBasis, { description: 'By what law. Never null.' })
  basis!: LegalHoldBasis;

  @Field(() => String, { description: 'Why. Never null.' })
  text!: string;

  @Field(() => [HeldPlaceType], { description: 'What is kept; at most 100.' })
  places!: HeldPlaceType[];

  @Field(() => DateTimeScalar, { description: 'When somebody looks whether it is still needed. Never null.' })
  reviewAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it was placed. Never null.' })
  placedAt!: Date;

  @Field(() => String, { description: 'The account of the officer who placed it. Never null.' })
  placedBy!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was released; null: it is active.' })
  releasedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The account of the officer who released it; null: it is active.',
  })
  releasedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was released; null: it is active.' })
  releaseText!: string | null;

  @Field(() => Boolean, { description: 'Whether whoever asks may release it. Never null.' })
  @ShowsNothingPersonal()
  viewerCanRelease!: boolean;
}

@ObjectType('LegalHoldEdge', { description: 'A legal hold in a list.' })
@ShowsNothingPersonal()
export class LegalHoldEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => LegalHoldType, { nullable: true, description: 'The hold; null when it vanished meanwhile.' })
  node!: LegalHoldType | null;
}

@ObjectType('LegalHoldConnection', { description: 'A page of legal holds, what is to be reviewed first at the head.' })
export class LegalHoldConnection {
  @Field(() => [LegalHoldEdge], { description: 'The page.' })
  edges!: LegalHoldEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
