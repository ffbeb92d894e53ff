import { Directive, Field, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { COMPANY_CARD_FIELDS, CompanyReference } from '../company/company.reference.ts';
import type { Facet } from './facet.type.ts';
import { EdgeFacts, QueryFacts } from './edge-facts.type.ts';
import { Freshness, TotalCount } from './result.type.ts';

@ObjectType('CompanyEdge', { description: 'A company in a list.' })
@ShowsNothingPersonal()
export class CompanyEdge extends EdgeFacts {
  @Directive(`@provides(fields: "${COMPANY_CARD_FIELDS}")`)
  @Field(() => CompanyReference, {
    nullable: true,
    description: 'Null when the company vanished after it was indexed.',
  })
  node!: CompanyReference | null;
}

@ObjectType('CompanyConnection', {
  description: 'A page of companies. Total, facets and pages speak of one set: all companies that match.',
})
export class CompanyConnection extends QueryFacts {
  @Field(() => TotalCount, { description: 'How many companies match. Never null.' })
  totalCount!: TotalCount;

  facets!: Facet[];

  @Field(() => Freshness, { description: 'Which index answered, and as of when. Never null.' })
  freshness!: Freshness;

  @Field(() => [CompanyEdge], { description: 'The page, in the order that was asked for.' })
  edges!: CompanyEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
