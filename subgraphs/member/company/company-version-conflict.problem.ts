import { Field, Int, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { Problem } from '../../../kit/graphql/problem.type.ts';
import { Company } from './company.type.ts';

@ObjectType('CompanyVersionConflict', {
  implements: Problem,
  description:
    'The company was changed since it was read. Nothing was changed by this request. Compare, then ask again with the current version.',
})
@ShowsNothingPersonal()
export class CompanyVersionConflict extends Problem {
  @Field(() => Company, { description: 'The company as it is now. Never null.' })
  current!: Company;

  @Field(() => Int, { description: 'Its version now. Never null.' })
  currentVersion!: number;

  @Field(() => Int, { description: 'The version that the change was made from. Never null.' })
  expectedVersion!: number;
}
