import { registerEnumType } from 'type-graphql';

export enum LegalHoldBasis {
  LEGAL_CLAIM = 'LEGAL_CLAIM',
  AUTHORITY_ORDER = 'AUTHORITY_ORDER',
  AUTHORITY_COMPLAINT = 'AUTHORITY_COMPLAINT',
  TAX_OR_COMMERCIAL_LAW = 'TAX_OR_COMMERCIAL_LAW',
}
export enum LegalHoldState {
  ACTIVE = 'ACTIVE',
  RELEASED = 'RELEASED',
}

registerEnumType(LegalHoldBasis, {
  name: 'LegalHoldBasis',
  description: 'Why records have to be kept. The list grows.',
  valuesConfig: {
    LEGAL_CLAIM: {
      description: 'A claim is raised, defended or expected (GDPR art. 17(3)(e); KVKK art. 5(2)(e); PIPL art. 13(3)).',
    },
    AUTHORITY_ORDER: {
      description: 'A court, a prosecutor or an authority ordered it (GDPR art. 17(3)(b); KVKK art. 5(2)(ç)).',
    },
    AUTHORITY_COMPLAINT: {
      description: 'A complaint lies with a data protection authority (KVKK art. 14 and 15; GDPR art. 77).',
    },
    TAX_OR_COMMERCIAL_LAW: {
      description:
        'Books and letters have to be kept (Turkish Commercial Code art. 82; Tax Procedure Law art. 253; PIPL art. 47).',
    },
  },
});
registerEnumType(LegalHoldState, {
  name: 'LegalHoldState',
  description: 'Where a legal hold stands.',
  valuesConfig: {
    ACTIVE: { description: 'What it names is kept.' },
    RELEASED: { description: 'It keeps nothing any more, and is itself kept as proof.' },
  },
});
