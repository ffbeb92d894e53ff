import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { DecimalScalar } from '../../../kit/graphql/decimal.scalar.ts';
import { ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';

export enum TextProvenance {
  SOURCE = 'SOURCE',
  HUMAN = 'HUMAN',
  MACHINE = 'MACHINE',
}
registerEnumType(TextProvenance, {
  name: 'TextProvenance',
  description: 'How a text came to be in its language.',
  valuesConfig: {
    SOURCE: { description: 'Written in it.' },
    HUMAN: { description: 'Translated by a person.' },
    MACHINE: { description: 'Translated by a machine, and not checked by anybody.' },
  },
});

@ObjectType('ProductText', { description: 'What is said of a product in one language.' })
@ShowsNothingPersonal()
export class ProductText {
  @Field(() => LocaleEnum, { description: 'The language. Never null.' })
  locale!: LocaleEnum;

  @Field(() => String, { nullable: true, description: 'Name; null when it has none in this language.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Plain text; null when it has none in this language.' })
  description!: string | null;

  @Field(() => TextProvenance, { description: 'How the texts came to be. Never null.' })
  provenance!: TextProvenance;

  @Field(() => LocaleEnum, {
    nullable: true,
    description: 'The language that they were translated from; null when they were not, or it was not said.',
  })
  translatedFrom!: LocaleEnum | null;
}

@ObjectType('ProductSamples', { description: 'Whether samples can be had, and for how much.' })
@ShowsRecord('products', 'samples')
export class ProductSamples {
  @Field(() => Boolean, { description: 'Whether there are samples. Never null.' })
  available!: boolean;

  @Field(() => Boolean, { description: 'Whether they cost nothing. Never null.' })
  free!: boolean;

  @Field(() => DecimalScalar, { nullable: true, description: 'Price of a sample; null: free, none, or on request.' })
  price!: string | null;

  @Field(() => String, { nullable: true, description: 'Currency of that price, ISO 4217; null without a price.' })
  currency!: string | null;
}

@ObjectType('ProductCertificate', {
  description: 'A certificate that covers a product, as its company states it; the directory has not checked it.',
})
@ShowsRecord('products', 'certificates')
export class ProductCertificate {
  @Field(() => String, { description: 'Name or standard, such as `ISO 9001`. Never null.' })
  standard!: string;

  @Field(() => String, { nullable: true, description: 'Its number; null when not stated.' })
  number!: string | null;

  @Field(() => String, { nullable: true, description: 'What it covers; null when not stated.' })
  scope!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it holds; null when not stated.' })
  expiresAt!: Date | null;
}

export enum ProductModerationState {
  NONE = 'NONE',
  PENDING_REVIEW = 'PENDING_REVIEW',
  TAKEN_DOWN = 'TAKEN_DOWN',
}
registerEnumType(ProductModerationState, {
  name: 'ProductModerationState',
  description: 'What holds a product back although its company published it.',
  valuesConfig: {
    NONE: { description: 'Nothing.' },
    PENDING_REVIEW: { description: 'It may be prohibited, and is shown when somebody has looked at it.' },
    TAKEN_DOWN: { description: 'The directory took it down; its company may appeal.' },
  },
});

@ObjectType('ProductModeration', { description: 'What the directory holds against a product.' })
@ShowsRecord('products', 'moderation')
export class ProductModeration {
  @Field(() => ProductModerationState, { description: 'Where it stands. Never null.' })
  state!: ProductModerationState;

  @Field(() => String, { nullable: true, description: 'Code of the reason; null when there is nothing.' })
  reason!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when; null when there never was anything.' })
  at!: Date | null;
}
