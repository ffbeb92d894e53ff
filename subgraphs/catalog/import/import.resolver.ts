import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { localIdOf, partOf } from '../../../kit/global-id/global-id.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { notFound } from '../../../kit/graphql/problems.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { ImportJob, ImportRow, ImportRowConnection } from './import-job.type.ts';
import { CancelImportResult, ImportProductsResult } from './import-results.ts';
import type { ImportRows } from './import-rows.ts';
import { ImportRowOutcome } from './import.enums.ts';
import { CancelImportInput, ImportProductsInput } from './import.input.ts';
import { presentImport, presentRow, presentRows, rowNumber } from './import.presenter.ts';
import type { Imports } from './imports.ts';

@Resolver(() => ImportJob)
export class ImportResolver {
  readonly #imports: Imports;
  readonly #rows: ImportRows;

  constructor(imports: Imports, rows: ImportRows) {
    this.#imports = imports;
    this.#rows = rows;
  }

  @Query(() => ImportJob, {
    nullable: true,
    description: 'An import by its id; null when it is absent, over 30 days old, or of another company.',
  })
  @TakesNothingPersonal()
  importJob(@Arg('id', () => ID, { description: 'Id of the import.' }) id: string, @Ctx() context: CatalogContext) {
    const local = localIdOf('ImportJob', id);
    return local ? this.#presented(local, context) : null;
  }

  @Query(() => ImportRow, {
    nullable: true,
    description: 'What came of a row of an import, by its id; null when the import is hidden, or the row not read yet.',
  })
  @TakesNothingPersonal()
  async importRow(
    @Arg('id', () => ID, { description: 'Id of the row.' }) id: string,
    @Ctx() { viewer }: CatalogContext,
  ) {
    const part = partOf('ImportRow', id);
    const job = part && (await this.#imports.shown(viewer, part.whole));
    const found = job && (await this.#rows.one(job._id, part.number));
    return found && presentRow(job._id, found);
  }

  @Mutation(() => ImportProductsResult as never, {
    description:
      'Takes a file of products into the catalogue of one’s own company. It is worked through in the background, row by row: a row whose external id is known changes that product, another makes one. Owners and editors may.',
  })
  async importProducts(
    @Arg('input', () => ImportProductsInput, { description: 'What to import, and how.' }) input: ImportProductsInput,
    @Ctx() context: CatalogContext,
  ) {
    const { uploadId, content, ...rest } = input;
    const given = { ...rest, uploadId: uploadId ?? null, content: content ?? null };
    const outcome = await this.#imports.start(context.viewer, given);
    return answered(outcome, (reference) => this.#made(reference, context));
  }

  @Mutation(() => CancelImportResult as never, {
    description: 'Ends an import. Rows before stay as they were taken; one that has ended already stays as it is.',
  })
  async cancelImport(
    @Arg('input', () => CancelImportInput, { description: 'Which import.' }) input: CancelImportInput,
    @Ctx() context: CatalogContext,
  ) {
    const local = localIdOf('ImportJob', input.id);
    const outcome = await this.#imports.cancel(context.viewer, local, input.idempotencyKey ?? null);
    return answered(outcome, (reference) => this.#made(reference, context));
  }

  @FieldResolver(() => ImportRowConnection, { description: 'What came of its rows so far, in the order of the file.' })
  @TakesNothingPersonal()
  async rows(
    @Root() { localId }: { localId: string },
    @Arg('first', () => Int, { description: 'How many at the most, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of a row; null: from the first row on.' })
    after: string | null,
    @Arg('outcome', () => ImportRowOutcome, {
      nullable: true,
      description: 'Only rows that this came of; null: all of them.',
    })
    outcome: ImportRowOutcome | null,
  ) {
    const size = pageSize(first);
    const found = await this.#rows.page(localId, size, after ? rowNumber(after) : null, outcome ?? null);
    return presentRows(localId, found, size, after ?? null);
  }

  async #presented(local: string, { viewer }: CatalogContext) {
    const found = await this.#imports.shown(viewer, local);
    return found && presentImport(found);
  }

  async #made(reference: string | null, context: CatalogContext) {
    const presented = reference && (await this.#presented(reference, context));
    return presented || notFound('id', 'Expected an import of your company, found none any more.');
  }
}
