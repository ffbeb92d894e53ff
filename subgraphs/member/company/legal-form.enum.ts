import { registerEnumType } from 'type-graphql';

export enum LegalForm {
  ENTITY = 'ENTITY',
  SOLE_TRADER = 'SOLE_TRADER',
}

registerEnumType(LegalForm, {
  name: 'LegalForm',
  description: 'Whether a company is a person.',
  valuesConfig: {
    ENTITY: { description: 'A legal entity, such as a limited company.' },
    SOLE_TRADER: { description: 'A person who trades: şahıs işletmesi in Türkiye, 个体工商户 in China.' },
  },
});
