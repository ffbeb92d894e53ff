import { Field, ObjectType } from 'type-graphql';
import { DecimalScalar } from '../../../kit/graphql/decimal.scalar.ts';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { PriceRange } from '../product/price-range.type.ts';
import { Product } from '../product/product.type.ts';
import { Quantity } from '../product/quantity.type.ts';
import { ComparedProperty, PriceComparability } from './comparison.enum.ts';

@ObjectType('ComparedValue', { description: 'What one product says in a row of a comparison.' })
@ShowsNothingPersonal()
export class ComparedValue {
  @Field(() => String, { description: "As its company put it, in the reader's language. Never null." })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A country, a rule of Incoterms, `true` or `false`; null where the row has no codes.',
  })
  code!: string | null;

  @Field(() => Quantity, { nullable: true, description: 'The quantity as it was given; null when the text is none.' })
  original!: Quantity | null;

  @Field(() => Quantity, {
    nullable: true,
    description:
      'The same in the unit of the row, rounded to six places; null when the text is no quantity, or others of the row do not convert into it.',
  })
  normalised!: Quantity | null;
}

@ObjectType('ComparisonRow', { description: 'One property, and what each product says of it.' })
@ShowsNothingPersonal()
export class ComparisonRow {
  @Field(() => ComparedProperty, { description: 'What it is about. Never null.' })
  property!: ComparedProperty;

  @Field(() => String, { nullable: true, description: 'Key of the attribute, such as `width`; null for other rows.' })
  key!: string | null;

  @Field(() => String, { description: "Its name in the reader's language. Never null." })
  label!: string;

  @Field(() => Boolean, {
    description: 'Whether all products that are shown say the same: 1 inch and 25.4 mm are the same. Never null.',
  })
  isSame!: boolean;

  @Field(() => [ComparedValue], {
    nullable: 'items',
    description: 'One for each product, in the order of `ids`; null where it says nothing, or is not shown.',
  })
  values!: (ComparedValue | null)[];
}

@ObjectType('OrderCost', { description: 'What an order costs, without freight, duties and taxes.' })
@ShowsNothingPersonal()
export class OrderCost {
  @Field(() => DecimalScalar, { description: 'At the lowest price that holds for it. Never null.' })
  minimum!: string;

  @Field(() => DecimalScalar, { description: 'At the highest. Never null.' })
  maximum!: string;

  @Field(() => String, { description: 'Currency, ISO 4217. Never null.' })
  currency!: string;
}

@ObjectType('ComparedPrice', { description: 'The price of one product of a comparison.' })
@ShowsNothingPersonal()
export class ComparedPrice {
  @Field(() => PriceRange, { description: 'As its company put it. Never null.' })
  price!: PriceRange;

  @Field(() => PriceRange, {
    nullable: true,
    description:
      'For one base unit, such as a kilogram or a piece, rounded to six places; null when it has more digits than a Decimal.',
  })
  perBaseUnit!: PriceRange | null;

  @Field(() => OrderCost, {
    nullable: true,
    description:
      'For the minimum order; null when none was stated, its unit does not convert into that of the price, or no price holds for so little.',
  })
  minimumOrder!: OrderCost | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether no other has a lower cheapest price for one base unit; null when prices do not compare.',
  })
  isLowest!: boolean | null;
}

@ObjectType('PriceComparison', { description: 'What the products cost.' })
@ShowsNothingPersonal()
export class PriceComparison {
  @Field(() => PriceComparability, { description: 'Whether the prices can be held against each other. Never null.' })
  comparability!: PriceComparability;

  @Field(() => [String], { description: 'The currencies of the prices, ISO 4217, each once. Empty without a price.' })
  currencies!: string[];

  @Field(() => [ComparedPrice], {
    nullable: 'items',
    description:
      'One for each product, in the order of `ids`; null where the price is on request, or the product is not shown.',
  })
  prices!: (ComparedPrice | null)[];
}

@ObjectType('ProductComparison', { description: 'Up to eight products side by side.' })
@ShowsNothingPersonal()
export class ProductComparison {
  @Field(() => [Product], {
    nullable: 'items',
    description: 'In the order of `ids`; null for one that is absent, hidden or withdrawn: these look alike.',
  })
  products!: (Product | null)[];

  @Field(() => PriceComparison, { description: 'What they cost. Never null.' })
  prices!: PriceComparison;

  @Field(() => [ComparisonRow], {
    description:
      'What is said of them, offers first, then attributes as they first occur; at most 327. What no product says is left out.',
  })
  rows!: ComparisonRow[];
}
