import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { notFound } from '../../../kit/graphql/problems.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { ExportMyDataInput } from './export-my-data.input.ts';
import { presentExport } from './personal-data-export.presenter.ts';
import { ExportMyDataResult } from './personal-data-export.result.ts';
import { PersonalDataExport } from './personal-data-export.type.ts';
import type { PersonalDataExports } from './personal-data-exports.ts';

@Resolver()
export class PersonalDataExportResolver {
  readonly #exports: PersonalDataExports;

  constructor(exports: PersonalDataExports) {
    this.#exports = exports;
  }

  @Query(() => PersonalDataExport, {
    nullable: true,
    description:
      'An export by its id, for whoever asked for it; null when it is absent, over seven days old, or somebody else’s.',
  })
  @TakesNothingPersonal()
  personalDataExport(
    @Arg('id', () => ID, { description: 'Id of the export.' }) id: string,
    @Ctx() { viewer }: SubgraphRequest,
  ) {
    const local = localIdOf('PersonalDataExport', id);
    return local && viewer.kind === 'account' ? this.#presented(local, viewer) : null;
  }

  @Mutation(() => ExportMyDataResult as never, {
    description:
      'Has one archive made of everything that is held about whoever is signed in. A mail to their proven address says when it is there, with a link that works once within seven days. While one is being made, another request joins it; it takes the place of one that was not fetched.',
  })
  async exportMyData(
    @Arg('input', () => ExportMyDataInput, { description: 'The wish.' }) input: ExportMyDataInput,
    @Ctx() context: SubgraphRequest,
  ) {
    const outcome = await this.#exports.ask(context, input);
    return answered(outcome, async (reference) => {
      const presented = reference && (await this.#presented(reference, context.viewer));
      return presented || notFound('idempotencyKey', 'Expected an export of yours, found none any more.');
    });
  }

  async #presented(id: string, viewer: Viewer) {
    const found = await this.#exports.shown(viewer, id);
    return found && presentExport(found);
  }
}
