import { ArgsType, Field, Int } from 'type-graphql';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { CompanyOrder, ProductOrder } from './search-enums.ts';
import { CompanyWhere, ProductWhere } from './where.input.ts';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { description: 'Size of the page, 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'Cursor after which the page begins; null: the first page.' })
  after?: string | null;
}

@ArgsType()
abstract class SearchArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Words to look for, at most 500 characters; null or empty: everything.',
  })
  query?: string | null;

  @Field(() => LocaleEnum, {
    nullable: true,
    description: "Language of the answer; null: the request's Accept-Language.",
  })
  locale?: LocaleEnum | null;
}

@ArgsType()
export class SearchProductsArgs extends SearchArgs {
  @Field(() => ProductWhere, { nullable: true, description: 'Which products; null: all.' })
  where?: ProductWhere | null;

  @Field(() => ProductOrder, {
    nullable: true,
    defaultValue: ProductOrder.RELEVANCE,
    description: 'Their order; null: by relevance.',
  })
  orderBy?: ProductOrder | null;
}

@ArgsType()
export class SearchCompaniesArgs extends SearchArgs {
  @Field(() => CompanyWhere, { nullable: true, description: 'Which companies; null: all.' })
  where?: CompanyWhere | null;

  @Field(() => CompanyOrder, {
    nullable: true,
    defaultValue: CompanyOrder.RELEVANCE,
    description: 'Their order; null: by relevance.',
  })
  orderBy?: CompanyOrder | null;
}
