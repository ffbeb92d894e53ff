import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { CatalogueFormat } from '../import/import.enums.ts';

@ObjectType('ExportJob', {
  implements: Node,
  description: 'The catalogue of one’s own company on its way out, in a form that `importProducts` takes back.',
})
@ShowsRecord('exportJobs')
export class ExportJob extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => CatalogueFormat, { description: 'In which form. Never null.' })
  format!: CatalogueFormat;

  @Field(() => String, {
    nullable: true,
    description:
      'Where to fetch the file by `GET`: a path at this host, signed. Keep it as secret as the file. Null when its time is over.',
  })
  @ShowsNothingPersonal()
  url!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked for. Never null.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, {
    description:
      'Until when `url` may be used. It ends earlier with the right of whoever asked for it, and with the session that asks now. Never null.',
  })
  expiresAt!: Date;
}
