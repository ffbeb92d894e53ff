import { Directive, Field, ID, ObjectType } from 'type-graphql';

const external = '@external';

/** The catalog's stub of a company: the card that search documents carry. The member subgraph owns the type. */
@ObjectType('Company')
@Directive('@key(fields: "id")')
export class CompanyReference {
  @Field(() => ID)
  id!: string;

  @Directive(external)
  @Field(() => String)
  slug!: string;

  @Directive(external)
  @Field(() => String)
  name!: string;

  @Directive(external)
  @Field(() => String)
  country!: string;

  @Directive(external)
  @Field(() => String, { nullable: true })
  city!: string | null;

  @Directive(external)
  @Field(() => Boolean)
  verified!: boolean;
}

/** What `@provides` promises on every path on which the catalog hands out a company. */
export const COMPANY_CARD_FIELDS = 'slug name country city verified';
