import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';

export enum RankingStage {
  RANKED = 'RANKED',
  ENGINE = 'ENGINE',
  SPONSORED = 'SPONSORED',
}
registerEnumType(RankingStage, {
  name: 'RankingStage',
  description: 'What decided the place of a hit.',
  valuesConfig: {
    RANKED: { description: 'Its score: it is among the best of the query.' },
    ENGINE: {
      description:
        'The order of the search engine (matches in the name first, then complete and recent offers): an explicit order was asked for, the hit stands behind those that were ranked, or ranking would have taken too long.',
    },
    SPONSORED: { description: 'Somebody paid for the place; it matches the query all the same.' },
  },
});

@ObjectType('ScorePart', { description: 'What one thing that a query asks for adds to a score.' })
@ShowsNothingPersonal()
export class ScorePart {
  @Field(() => String, { description: 'As it stands in the query, or in `didYouMean`. Never null.' })
  word!: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'How much it tells documents apart: natural logarithm, the rarer the more; null when the hit was not ranked.',
  })
  rarity!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Its rarity times how much it says of this hit (BM25F, 0 to 1); 0: the hit lacks it; null when the hit was not ranked.',
  })
  contribution!: number | null;

  @Field(() => [String], {
    description: 'Fields of the hit that have it, among the texts that results show. Empty: none of those.',
  })
  fields!: string[];
}

@ObjectType('Explanation', { description: 'How a hit came to stand where it stands.' })
@ShowsNothingPersonal()
export class Explanation {
  @Field(() => RankingStage, { description: 'What decided its place. Never null.' })
  stage!: RankingStage;

  @Field(() => Float, {
    nullable: true,
    description: '`(sum of contributions + neighbours) × share`; null when the hit was not ranked.',
  })
  score!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "How much of the query's weight it has, 0 to 1; null when the hit was not ranked.",
  })
  share!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'For words that stand beside each other as in the query, and for longer matches; null when the hit was not ranked.',
  })
  neighbours!: number | null;

  @Field(() => [ScorePart], { description: 'What each thing that was asked for adds. Never null.' })
  parts!: ScorePart[];

  @Field(() => LocaleEnum, {
    nullable: true,
    description: 'The language whose texts match best; null: what matches stands in none of them, such as a code.',
  })
  matchedLocale!: LocaleEnum | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the existence of the company is verified; null: it is not.',
  })
  verifiedUntil!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when the product is published; null for companies.',
  })
  publishedAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether somebody paid for its place. Never null.' })
  sponsored!: boolean;
}

@ObjectType('Relaxation', { description: 'What was given up of a query so that more is found.' })
@ShowsNothingPersonal()
export class Relaxation {
  @Field(() => [String], { description: 'Words of the query that not every result has, as written. Never null.' })
  dropped!: string[];
}
