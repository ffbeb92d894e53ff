import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import type { CatalogContext } from '../catalog.context.ts';
import { Suggestion } from './suggestion.type.ts';
import type { Suggestions } from './suggestions.ts';

@Resolver()
export class SuggestionResolver {
  readonly #suggestions: Suggestions;

  constructor(suggestions: Suggestions) {
    this.#suggestions = suggestions;
  }

  @Query(() => [Suggestion], {
    nullable: true,
    description: 'Ways to go on from what was typed so far; empty for no text. Null when search does not answer.',
  })
  @TakesNothingPersonal()
  suggest(
    @Arg('prefix', () => String, { description: 'What was typed so far, at most 500 characters.' }) prefix: string,
    @Arg('first', () => Int, { description: 'How many at the most, 1 to 100.' }) first: number,
    @Arg('locale', () => LocaleEnum, {
      nullable: true,
      description: "Language of the texts; null: the request's Accept-Language.",
    })
    locale: LocaleEnum | null,
    @Ctx() context: CatalogContext,
  ): Promise<Suggestion[]> {
    return this.#suggestions.suggest(prefix, pageSize(first), locale ?? context.locale);
  }
}
