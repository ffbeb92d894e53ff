import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { PersonalRow } from '../../../kit/data-map/data-map.ts';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { pageSize } from '../../../kit/graphql/refusal.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import { accountOf } from '../../../schema/events/acting-member.ts';
import { heldData } from './held-data.ts';
import { personOf } from '../person/person.ts';
import { entriesPage, presentHeld, type PresentedData, type PresentedGroup } from './personal-data.presenter.ts';
import { MyPersonalData, PersonalDataPage, PersonalDataGroup } from './personal-data.type.ts';

export interface PersonalDataParts {
  participants: readonly Participant[];
  rows: readonly PersonalRow[];
}

@Resolver(() => MyPersonalData)
export class PersonalDataResolver {
  readonly #parts: PersonalDataParts;

  constructor(parts: PersonalDataParts) {
    this.#parts = parts;
  }

  @Query(() => MyPersonalData, {
    nullable: true,
    description:
      'Everything that is held about whoever is signed in, with what for, from whom, for whom and how long. Throws UNAUTHENTICATED for nobody. Null when a part of the directory that stores people does not answer.',
  })
  @TakesNothingPersonal()
  async myPersonalData(
    @Arg('locale', () => LocaleEnum, { nullable: true, description: 'Language; null: the request’s Accept-Language.' })
    locale: LocaleEnum | null,
    @Ctx() context: SubgraphRequest,
  ) {
    const { participants, rows } = this.#parts;
    const { accountId } = accountOf(context.viewer);
    const { references } = await personOf(participants, { accountId });
    return presentHeld(await heldData(participants, references, rows), locale ?? context.locale);
  }

  @FieldResolver(() => [PersonalDataGroup], { description: 'By what it is used for. Never null.' })
  @TakesNothingPersonal()
  groups(
    @Root() { groups }: PresentedData,
    @Arg('key', () => String, { nullable: true, description: 'The one of this key alone; null: all.' })
    key: string | null | undefined,
  ) {
    return key == null ? groups : groups.filter((group) => group.key === key);
  }
}

/** What is held for one purpose, page by page. */
@Resolver(() => PersonalDataGroup)
export class PersonalDataGroupResolver {
  @FieldResolver(() => PersonalDataPage, { description: 'What is held for it. Never null.' })
  @TakesNothingPersonal()
  entries(
    @Root() group: PresentedGroup,
    @Arg('first', () => Int, { description: 'How many at most, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one before; null: the first.' })
    after: string | null | undefined,
  ) {
    return entriesPage(group, pageSize(first), after ?? null);
  }
}
