import { Field, InputType, Int } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { UploadKind } from './upload-kind.enum.ts';

@InputType('CreateUploadInput', { description: 'A file that is to be uploaded, as it is.' })
@TakesNothingPersonal()
export class CreateUploadInput {
  @Field(() => UploadKind, { description: 'What it is for.' })
  kind!: UploadKind;

  @Field(() => String, { description: 'What it is called, without a path: 1 to 200 characters.' })
  @Takes('uploads.filename')
  filename!: string;

  @Field(() => String, { description: 'Media type, such as `image/jpeg`; one that the kind allows.' })
  contentType!: string;

  @Field(() => Int, { description: 'How many bytes it has, exactly.' })
  byteSize!: number;

  @Field(() => String, { description: 'Made for this intention, and repeated with the request: 1 to 128 characters.' })
  idempotencyKey!: string;
}
