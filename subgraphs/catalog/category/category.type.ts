import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';

@ObjectType('Category', { description: 'A node of the category tree, at most three levels deep.' })
@Directive('@key(fields: "code")')
@ShowsNothingPersonal()
export class Category {
  @Field(() => String, { description: 'Stable code; the code of the parent is its beginning. Never null.' })
  code!: string;

  @Field(() => String, { description: "Name in the reader's language. Never null." })
  name!: string;

  @Field(() => Int, { description: 'Depth in the tree: 1 for a root, 3 for the finest. Never null.' })
  level!: number;

  @Field(() => [String], {
    description:
      'Harmonized System chapters, headings or subheadings (2, 4 or 6 digits) that fall under it. Empty above the leaves that carry them.',
  })
  hsCodes!: string[];

  /** Not a field of the API: the language that it was presented in, for its parent and children. */
  locale!: Locale;
}
