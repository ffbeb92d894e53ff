import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { globalId, localIdOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { IdempotencyKeyReused, NotAllowed, NotFound, notFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { ExportJob } from './export-job.type.ts';
import { ExportProductsInput } from './export.input.ts';
import type { Exports } from './exports.ts';

const ExportProductsResult = resultUnion('ExportProductsResult', 'The export, or why there is none.', () => [
  ExportJob,
  NotAllowed,
  NotFound,
  IdempotencyKeyReused,
]);

@Resolver()
export class ExportResolver {
  readonly #exports: Exports;

  constructor(exports: Exports) {
    this.#exports = exports;
  }

  @Query(() => ExportJob, {
    nullable: true,
    description: 'An export by its id; null when it is absent, over a day old, or of another company.',
  })
  @TakesNothingPersonal()
  exportJob(@Arg('id', () => ID, { description: 'Id of the export.' }) id: string, @Ctx() context: CatalogContext) {
    const local = localIdOf('ExportJob', id);
    return local ? this.#presented(local, context) : null;
  }

  @Mutation(() => ExportProductsResult as never, {
    description:
      'Opens the catalogue of one’s own company to be fetched as a file, for a quarter of an hour: every product that has an external id, whatever its status. Owners and editors may.',
  })
  async exportProducts(
    @Arg('input', () => ExportProductsInput, { description: 'In which form.' }) input: ExportProductsInput,
    @Ctx() context: CatalogContext,
  ) {
    const outcome = await this.#exports.start(context.viewer, input);
    return answered(outcome, async (reference) => {
      const presented = reference && (await this.#presented(reference, context));
      return presented || notFound('idempotencyKey', 'Expected an export of your company, found none any more.');
    });
  }

  async #presented(id: string, { viewer }: CatalogContext) {
    const found = await this.#exports.shown(viewer, id);
    if (!found) return null;
    const { _id, format, createdAt, expiresAt } = found;
    const url = await this.#exports.url(found, viewer);
    return { __typename: 'ExportJob', id: globalId('ExportJob', _id), format, url, createdAt, expiresAt };
  }
}
