import { Field, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';

@InputType('LocalizedTextInput', { description: 'A text in one language.' })
export class LocalizedTextInput {
  @Field(() => LocaleEnum, { description: 'The language that it is written in. Never null.' })
  @TakesNothingPersonal()
  locale!: LocaleEnum;

  @Field(() => String, { description: 'Plain text. Never null.' })
  @Takes(
    ...(['name', 'city', 'description', 'mainProducts'].flatMap((name) =>
      ['tr', 'zh', 'en'].map((locale) => `companies.${name}.${locale}`),
    ) as [string, ...string[]]),
  )
  text!: string;
}

@InputType('LocalizedTextsInput', { description: 'One thing said in one or more languages.' })
export class LocalizedTextsInput {
  @Field(() => [LocalizedTextInput], { description: 'At least one, each language at most once. Never null.' })
  texts!: LocalizedTextInput[];
}
