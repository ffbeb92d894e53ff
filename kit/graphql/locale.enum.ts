import { registerEnumType } from 'type-graphql';

/** The languages that answers are given in. */
export enum LocaleEnum {
  TR = 'TR',
  ZH = 'ZH',
  EN = 'EN',
}

registerEnumType(LocaleEnum, {
  name: 'Locale',
  description: 'A language of the directory.',
  valuesConfig: {
    TR: { description: 'Turkish.' },
    ZH: { description: 'Chinese, in simplified characters.' },
    EN: { description: 'English.' },
  },
});
