import { Directive, Field, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from './leaf-declaration.ts';

@ObjectType('PageInfo', { description: 'Where a page stands in its list (Relay cursor connections, forward paging).' })
@Directive('@shareable')
@ShowsNothingPersonal()
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether another page follows.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether a page came before: true exactly when `after` was given.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null when the page is empty.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last edge, to be given as `after`; null when the page is empty.',
  })
  endCursor!: string | null;
}
