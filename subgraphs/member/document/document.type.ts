import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';

@ObjectType('CompanyDocument', {
  description: 'A document that a company handed in. It is stored encrypted and never published.',
})
@ShowsRecord('documents')
export class CompanyDocument {
  @Field(() => ID, { description: 'Tells it from other documents. Never null.' })
  @ShowsNothingPersonal()
  documentId!: string;

  @Field(() => String, { description: 'Media type, such as `application/pdf`. Never null.' })
  contentType!: string;

  @Field(() => Int, { description: 'How many bytes it has. Never null.' })
  byteSize!: number;

  @Field(() => String, { description: 'What whoever handed it in called it. Never null.' })
  filename!: string;

  @Field(() => DateTimeScalar, { description: 'When it was handed in. Never null.' })
  submittedAt!: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'Where a verifier reads it, by `GET`, within five minutes; each reading is written down. Null for everybody else.',
  })
  @Shows('documents.fileRef')
  url!: string | null;
}
