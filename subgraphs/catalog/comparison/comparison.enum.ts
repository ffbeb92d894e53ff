import { registerEnumType } from 'type-graphql';

export enum ComparedProperty {
  ATTRIBUTE = 'ATTRIBUTE',
  MINIMUM_ORDER = 'MINIMUM_ORDER',
  LEAD_TIME = 'LEAD_TIME',
  INCOTERM = 'INCOTERM',
  CERTIFICATES = 'CERTIFICATES',
  ORIGIN_COUNTRY = 'ORIGIN_COUNTRY',
  SUPPLIER_COUNTRY = 'SUPPLIER_COUNTRY',
  SUPPLIER_VERIFIED = 'SUPPLIER_VERIFIED',
}
export enum PriceComparability {
  COMPARABLE = 'COMPARABLE',
  CURRENCIES_DIFFER = 'CURRENCIES_DIFFER',
  UNITS_DIFFER = 'UNITS_DIFFER',
  TOO_FEW = 'TOO_FEW',
}

registerEnumType(ComparedProperty, {
  name: 'ComparedProperty',
  description: 'What a row of a comparison is about.',
  valuesConfig: {
    ATTRIBUTE: { description: 'A property that companies gave: `key` names it.' },
    MINIMUM_ORDER: { description: 'The smallest order, normalised to the base unit.' },
    LEAD_TIME: { description: 'Days from order to dispatch.' },
    INCOTERM: { description: 'The Incoterms rule that the price is meant under, and its place.' },
    CERTIFICATES: { description: 'Certificates that the company states, by their standards.' },
    ORIGIN_COUNTRY: { description: 'Country of origin.' },
    SUPPLIER_COUNTRY: { description: 'Country of the company.' },
    SUPPLIER_VERIFIED: { description: 'Whether the company is verified at this moment.' },
  },
});
registerEnumType(PriceComparability, {
  name: 'PriceComparability',
  description: 'Whether prices can be held against each other. No rate between currencies is assumed.',
  valuesConfig: {
    COMPARABLE: { description: 'They are in one currency, and for one base unit.' },
    CURRENCIES_DIFFER: { description: 'They are in several currencies.' },
    UNITS_DIFFER: {
      description: 'They are for units that do not convert into each other, such as kilogram and piece.',
    },
    TOO_FEW: { description: 'Fewer than two products state a price.' },
  },
});
