import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PersonalDataExportState } from './personal-data-export.enum.ts';

@ObjectType('PersonalDataExport', {
  implements: Node,
  description:
    'Everything that is held about whoever asked, as one archive: for machines and for people. It is fetched once, by the link of a mail to the proven address, and gone with that.',
})
@ShowsRecord('personalDataExports')
export class PersonalDataExport extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  @ShowsNothingPersonal()
  declare id: string;

  @Field(() => PersonalDataExportState, { description: 'How far it is. Never null.' })
  state!: PersonalDataExportState;

  @Field(() => DateTimeScalar, { description: 'When it was asked for. Never null.' })
  requestedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the archive was made; null: it is not yet.' })
  readyAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the archive goes, fetched or not, and this with it; null: it is not made yet.',
  })
  expiresAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was fetched; null: it was not.' })
  fetchedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What the page of the link asks for, so that the mail alone opens nothing: 8 letters and digits, such as `ABCD-EFGH`. Null when it was fetched.',
  })
  code!: string | null;
}
