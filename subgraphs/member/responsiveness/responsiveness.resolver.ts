import { FieldResolver, Resolver, Root } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { Company } from '../company/company.type.ts';
import type { ResponsivenessCounts } from './responsiveness.ts';
import { CompanyResponsiveness } from './responsiveness.type.ts';

/** What a company's page says of how it answers. */
@Resolver(() => Company)
export class ResponsivenessResolver {
  readonly #counts: ResponsivenessCounts;

  constructor(counts: ResponsivenessCounts) {
    this.#counts = counts;
  }

  @FieldResolver(() => CompanyResponsiveness, {
    nullable: true,
    description:
      'How many of its buyers the company answers, and how fast; minutes old. Null below 10 buyers within the window.',
  })
  responsiveness(@Root() company: Company) {
    const id = localIdOf('Company', company.id);
    return id && this.#counts.of(id);
  }
}
