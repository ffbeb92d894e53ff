import { Field, ID, ObjectType } from 'type-graphql';
import { globalId } from '../../../kit/global-id/global-id.ts';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { Problem } from '../../../kit/graphql/problem.type.ts';
import type { SponsorshipRecord } from './sponsorship.record.ts';

@ObjectType('SponsorshipOverlap', {
  implements: Problem,
  description: 'The product is sponsored for a part of that time already. Nothing was changed.',
})
@ShowsNothingPersonal()
export class SponsorshipOverlap extends Problem {
  @Field(() => ID, { description: 'Id of the sponsorship that is in the way. Never null.' })
  sponsorshipId!: string;

  @Field(() => DateTimeScalar, { description: 'From when it is. Never null.' })
  from!: Date;

  @Field(() => DateTimeScalar, { description: 'The first moment at which it is over. Never null.' })
  until!: Date;
}

export const sponsorshipOverlap = ({ _id, from, until }: SponsorshipRecord): SponsorshipOverlap =>
  Object.assign(new SponsorshipOverlap(), {
    sponsorshipId: globalId('Sponsorship', _id),
    from,
    until,
    message: `Expected a time in which the product is not sponsored, but it is from ${from.toISOString()} to ${until.toISOString()}. Choose another, or end that one.`,
  });
