import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { category, categoryChildren } from './categories.ts';
import { Category } from './category.type.ts';

const LOCALE = { nullable: true, description: "Language of the names; null: the request's Accept-Language." } as const;

@Resolver(() => Category)
export class CategoryResolver {
  @Query(() => [Category], {
    nullable: true,
    description: 'The children of a category, or the roots. Null when there is no category of that code.',
  })
  @TakesNothingPersonal()
  categories(
    @Arg('parent', () => String, { nullable: true, description: 'Code of the parent; null: the roots.' })
    parent: string | null,
    @Arg('locale', () => LocaleEnum, LOCALE) locale: LocaleEnum | null,
    @Ctx() context: CatalogContext,
  ): Category[] | null {
    return categoryChildren(parent ?? null, locale ?? context.locale);
  }

  @Query(() => Category, { nullable: true, description: 'A category by its code; null when there is none.' })
  @TakesNothingPersonal()
  category(
    @Arg('code', () => String, { description: 'Code, such as `10.20.05`.' }) code: string,
    @Arg('locale', () => LocaleEnum, LOCALE) locale: LocaleEnum | null,
    @Ctx() context: CatalogContext,
  ): Category | null {
    return category(code, locale ?? context.locale);
  }

  @FieldResolver(() => Category, { nullable: true, description: 'The category above; null for a root.' })
  parent(@Root() { code, locale }: Category): Category | null {
    return category(code.slice(0, Math.max(0, code.lastIndexOf('.'))), locale);
  }

  @FieldResolver(() => [Category], {
    description: 'The categories right below, in the order of the tree. Empty for a leaf.',
  })
  children(@Root() { code, locale }: Category): Category[] {
    return categoryChildren(code, locale) ?? [];
  }
}
