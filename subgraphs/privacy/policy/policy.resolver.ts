import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import { versionInForce, type PolicyVersion as Version } from './policy.catalogue.ts';
import { presentPolicy } from './policy.presenter.ts';
import { PolicyVersion } from './policy.type.ts';

@Resolver()
export class PolicyResolver {
  readonly #versions: readonly Version[];

  constructor(versions: readonly Version[]) {
    this.#versions = versions;
  }

  @Query(() => PolicyVersion, {
    nullable: true,
    description:
      'The privacy policy in force now, or at an instant. Null before the first version, or when the privacy subgraph does not answer.',
  })
  @TakesNothingPersonal()
  privacyPolicy(
    @Arg('locale', () => LocaleEnum, { nullable: true, description: "Language; null: the request's Accept-Language." })
    locale: LocaleEnum | null,
    @Arg('at', () => DateTimeScalar, { nullable: true, description: 'Instant; null: now.' }) at: Date | null,
    @Ctx() context: SubgraphRequest,
  ) {
    const version = versionInForce(this.#versions, at ?? new Date());
    return version && presentPolicy(version, locale ?? context.locale);
  }
}
