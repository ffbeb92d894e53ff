import { Field, Int, ObjectType } from 'type-graphql';
import { Shows, ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { TotalRelation } from './search-enums.ts';

@ObjectType('TotalCount', { description: 'How many results there are, and how sure that is.' })
@ShowsNothingPersonal()
export class TotalCount {
  @Field(() => Int, { description: 'The number of results. Never null.' })
  value!: number;

  @Field(() => TotalRelation, { description: 'How `value` relates to the truth. Never null.' })
  relation!: TotalRelation;
}

@ObjectType('Freshness', { description: 'Which index answered, and as of when.' })
@ShowsNothingPersonal()
export class Freshness {
  @Field(() => String, { description: 'Name of the index generation; changes with each rebuild. Never null.' })
  generation!: string;

  @Field(() => DateTimeScalar, { description: 'When the answer was computed. Never null.' })
  asOf!: Date;
}

@ObjectType('Highlight', { description: 'A text in which the query was found.' })
export class Highlight {
  @Field(() => String, { description: 'Field of the result, such as `name` or `description`. Never null.' })
  @ShowsNothingPersonal()
  field!: string;

  @Field(() => String, {
    description: 'The text, escaped for HTML, matches in `<em>`; long texts are cropped around the match. Never null.',
  })
  @Shows(
    'products.name',
    'products.description',
    'products.attributes.value',
    'companyCards.name',
    'companyCards.mainProducts',
    'companyCards.description',
  )
  html!: string;
}
