import { Field, InputType } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@InputType('ExportMyDataInput', { description: 'A wish to be handed everything that is held about whoever asks.' })
@TakesNothingPersonal()
export class ExportMyDataInput {
  @Field(() => String, { description: 'Makes a repeat of this request harmless: a new one for each export.' })
  idempotencyKey!: string;
}
