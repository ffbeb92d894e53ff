import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Shows, ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

export enum SuggestionKind {
  PRODUCT = 'PRODUCT',
  COMPANY = 'COMPANY',
  CATEGORY = 'CATEGORY',
}
registerEnumType(SuggestionKind, {
  name: 'SuggestionKind',
  description: 'What a suggestion stands for.',
  valuesConfig: {
    PRODUCT: { description: 'The name of a product.' },
    COMPANY: { description: 'A company.' },
    CATEGORY: { description: 'A category.' },
  },
});

@ObjectType('Suggestion', { description: 'A way to go on from what was typed so far.' })
@ShowsNothingPersonal()
export class Suggestion {
  @Field(() => String, { description: "Text to offer, in the reader's language where there is one. Never null." })
  @Shows('products.name', 'companyCards.name')
  text!: string;

  @Field(() => SuggestionKind, { description: 'What it stands for. Never null.' })
  kind!: SuggestionKind;

  @Field(() => ID, { nullable: true, description: 'Id of the product or company; null for a category.' })
  nodeId!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the category; null for products and companies.' })
  categoryCode!: string | null;
}
