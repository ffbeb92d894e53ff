import { Field, InputType } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';

@InputType('LocalizedTextInput', { description: 'A text in one language.' })
@TakesNothingPersonal()
export class LocalizedTextInput {
  @Field(() => LocaleEnum, { description: 'The language that it is written in. Never null.' })
  locale!: LocaleEnum;

  @Field(() => String, { description: 'Plain text. Never null.' })
  text!: string;
}
