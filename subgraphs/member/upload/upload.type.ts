import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@ObjectType('Upload', {
  description: 'The right to upload one file, once. What is not used within a day is deleted.',
})
@ShowsNothingPersonal()
export class Upload {
  @Field(() => String, {
    description:
      'Names the file, once, to whatever it is uploaded for: its `uploadId`. Nothing is fetched by it. Never null.',
  })
  id!: string;

  @Field(() => String, {
    description:
      'Where to send the bytes by `PUT`: a path at this host, signed. Keep it as secret as the file. Never null.',
  })
  url!: string;

  @Field(() => DateTimeScalar, { description: 'Until when `url` may be used. Never null.' })
  expiresAt!: Date;

  @Field(() => Int, { description: 'How many bytes are taken: as many as were announced. Never null.' })
  maxBytes!: number;
}
