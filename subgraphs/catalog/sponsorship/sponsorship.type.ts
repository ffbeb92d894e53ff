import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { SponsorshipEndReason, SponsorshipReason, SponsorshipState } from './sponsorship.enum.ts';

@ObjectType('Sponsorship', {
  implements: Node,
  description: 'That a product is sponsored for a time: searches that it matches lift it, and mark it. For staff.',
})
@ShowsRecord('sponsorships')
export class Sponsorship extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => ID, { description: 'Id of the product. Never null.' })
  productId!: string;

  @Field(() => DateTimeScalar, { description: 'From when. Never null.' })
  from!: Date;

  @Field(() => DateTimeScalar, { description: 'The first moment at which it is over. Never null.' })
  until!: Date;

  @Field(() => SponsorshipState, { description: 'Where it stands now. Never null.' })
  state!: SponsorshipState;

  @Field(() => SponsorshipReason, { description: 'Why it was set. Never null.' })
  reason!: SponsorshipReason;

  @Field(() => DateTimeScalar, { description: 'When it was set. Never null.' })
  createdAt!: Date;

  @Field(() => SponsorshipEndReason, { nullable: true, description: 'Why it was taken back; null when it was not.' })
  endReason!: SponsorshipEndReason | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was taken back; null when it was not.' })
  endedAt!: Date | null;

  @Field(() => Int, { description: 'Counts the changes. Never null.' })
  version!: number;

  @Field(() => Boolean, { description: 'Whether whoever asks may end it at this moment. Never null.' })
  @ShowsNothingPersonal()
  viewerCanEnd!: boolean;
}

@ObjectType('SponsorshipEdge', { description: 'A sponsorship in a list.' })
@ShowsNothingPersonal()
export class SponsorshipEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => Sponsorship, { nullable: true, description: 'Null when it vanished meanwhile.' })
  node!: Sponsorship | null;
}

@ObjectType('SponsorshipConnection', { description: 'A page of sponsorships, what was set last first.' })
export class SponsorshipConnection {
  @Field(() => [SponsorshipEdge], { description: 'The page.' })
  edges!: SponsorshipEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
