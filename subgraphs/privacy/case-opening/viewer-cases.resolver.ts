import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import type { CaseViews } from '../case/case-views.ts';
import { presentCase } from '../case/privacy-case.presenter.ts';
import { PrivacyCaseType } from '../case/privacy-case.type.ts';
import { ViewerReference } from '../viewer/viewer.type.ts';

/** What whoever asks has asked for by their rights. */
@Resolver(() => ViewerReference)
export class ViewerCasesResolver {
  readonly #views: CaseViews;

  constructor(views: CaseViews) {
    this.#views = views;
  }

  @FieldResolver(() => [PrivacyCaseType], {
    nullable: true,
    description:
      'What the account asked for by its rights, and what was asked about it, the latest first; at most 50. Null when the privacy subgraph does not answer.',
  })
  async privacyCases(@Ctx() { viewer, locale }: SubgraphRequest) {
    return (await this.#views.own(viewer))?.map((seen) => presentCase(seen, locale)) ?? null;
  }
}
