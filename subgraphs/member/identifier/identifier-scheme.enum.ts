import { registerEnumType } from 'type-graphql';

export enum IdentifierSchemeEnum {
  VKN = 'VKN',
  USCC = 'USCC',
  EU_VAT = 'EU_VAT',
  LEI = 'LEI',
  REGISTRY = 'REGISTRY',
}

registerEnumType(IdentifierSchemeEnum, {
  name: 'IdentifierScheme',
  description: 'Under which rule a registration of a company is numbered.',
  valuesConfig: {
    VKN: { description: 'Turkish tax number (vergi kimlik numarası): for companies in Türkiye.' },
    USCC: { description: 'Chinese unified social credit code (统一社会信用代码, GB 32100): for companies in China.' },
    EU_VAT: { description: 'VAT number of a member state of the European Union: for companies in it.' },
    LEI: { description: 'Legal entity identifier (ISO 17442): for any company.' },
    REGISTRY: { description: 'Number in any other register, without a check digit. Not for companies in China.' },
  },
});
