import { Args, Ctx, FieldResolver, Resolver } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { PageArgs } from '../search/search.args.ts';
import { ViewerReference } from '../viewer/own-product.type.ts';
import { ImportJobConnection } from './import-job.type.ts';
import { importOf, presentImports } from './import.presenter.ts';
import type { Imports } from './imports.ts';

/** The imports of the company that whoever asks acts for. */
@Resolver(() => ViewerReference)
export class ViewerImportsResolver {
  readonly #imports: Imports;

  constructor(imports: Imports) {
    this.#imports = imports;
  }

  @FieldResolver(() => ImportJobConnection, {
    nullable: true,
    description:
      'The imports of the company that the account acts for, the latest first. Null when it acts for none, and when the catalog does not answer.',
  })
  @TakesNothingPersonal()
  async imports(@Args(() => PageArgs) { first, after }: PageArgs, @Ctx() { viewer }: CatalogContext) {
    const size = pageSize(first);
    const found = await this.#imports.page(viewer, size, after ? importOf(after) : null);
    return found && presentImports(found, size, after ?? null);
  }
}
