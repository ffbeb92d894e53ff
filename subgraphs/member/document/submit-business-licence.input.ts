import { Field, ID, InputType } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@InputType('SubmitBusinessLicenceInput', {
  description: 'The business licence of the company that whoever asks acts for.',
})
@TakesNothingPersonal()
export class SubmitBusinessLicenceInput {
  @Field(() => ID, { description: 'Of a file that was uploaded as BUSINESS_LICENCE, less than a day ago.' })
  uploadId!: string;

  @Field(() => String, { description: 'Made for this intention, and repeated with the request: 1 to 128 characters.' })
  idempotencyKey!: string;
}
