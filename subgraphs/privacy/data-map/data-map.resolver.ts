import { Ctx, Query, Resolver } from 'type-graphql';
import type { PersonalRow } from '../../../kit/data-map/data-map.ts';
import { forbidden, unauthenticated } from '../../../kit/graphql/refusal.ts';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import { mayAudit } from '../audit/audit.policy.ts';
import { presentField } from './data-map.presenter.ts';
import { PersonalDataField } from './personal-data-field.type.ts';

@Resolver()
export class DataMapResolver {
  readonly #rows: readonly PersonalRow[];

  constructor(rows: readonly PersonalRow[]) {
    this.#rows = rows;
  }

  @Query(() => [PersonalDataField], {
    nullable: true,
    description:
      'Every stored path about people, for privacy officers and administrators. Null when it is refused, or the privacy subgraph does not answer.',
  })
  dataMap(@Ctx() { viewer }: SubgraphRequest) {
    const answer = mayAudit(viewer);
    if (answer === 'UNAUTHENTICATED') throw unauthenticated('Expected somebody signed in, got nobody. Sign in.');
    if (answer === 'FORBIDDEN') throw forbidden('Expected a privacy officer or an administrator, got another account.');
    return this.#rows.map(presentField);
  }
}
