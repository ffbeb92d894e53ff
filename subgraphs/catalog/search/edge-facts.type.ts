import { Field, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { Explanation, Relaxation } from './explanation.type.ts';
import { Highlight } from './result.type.ts';

/** What every edge of a search says of its hit. */
@ObjectType()
@ShowsNothingPersonal()
export abstract class EdgeFacts {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => [Highlight], { description: 'Where the query was found. Empty without a query.' })
  highlights!: Highlight[];

  @Field(() => LocaleEnum, {
    nullable: true,
    description:
      'The language whose texts match the query best; null without a query, and when what matches stands in none of them.',
  })
  matchedLocale!: LocaleEnum | null;

  @Field(() => Boolean, {
    description: 'Whether somebody paid for this place in the list; at most two of a list. Never null.',
  })
  sponsored!: boolean;

  @Field(() => Explanation, { nullable: true, description: 'How it came to stand here; null without a query.' })
  explanation!: Explanation | null;
}

/** What every page of a search says of its query. */
@ObjectType()
@ShowsNothingPersonal()
export abstract class QueryFacts {
  @Field(() => Relaxation, {
    nullable: true,
    description: 'What was given up of the query because too little has all of it; null: every result has all of it.',
  })
  relaxed!: Relaxation | null;

  @Field(() => String, {
    nullable: true,
    description: 'The query as it was taken, with words that nothing has put right; null: it was taken as it stands.',
  })
  didYouMean!: string | null;
}
