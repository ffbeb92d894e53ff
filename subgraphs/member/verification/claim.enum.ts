import { registerEnumType } from 'type-graphql';

export enum ClaimKind {
  EXISTENCE = 'EXISTENCE',
  ADDRESS = 'ADDRESS',
  MANUFACTURER = 'MANUFACTURER',
  CERTIFICATE = 'CERTIFICATE',
  BUSINESS_LICENCE = 'BUSINESS_LICENCE',
  EXPORT_LICENCE = 'EXPORT_LICENCE',
  BRAND_AUTHORISATION = 'BRAND_AUTHORISATION',
}
export enum ClaimState {
  SUBMITTED = 'SUBMITTED',
  IN_REVIEW = 'IN_REVIEW',
  VERIFIED = 'VERIFIED',
  REJECTED = 'REJECTED',
  EXPIRED = 'EXPIRED',
  WITHDRAWN = 'WITHDRAWN',
  REVOKED = 'REVOKED',
}
export enum ClaimMethod {
  REGISTRY_LOOKUP = 'REGISTRY_LOOKUP',
  DOCUMENT_CHECK = 'DOCUMENT_CHECK',
  ISSUER_CONFIRMED = 'ISSUER_CONFIRMED',
  VIDEO_CALL = 'VIDEO_CALL',
  SITE_VISIT = 'SITE_VISIT',
  EARLIER_CHECK = 'EARLIER_CHECK',
}
export enum ClaimReason {
  EVIDENCE_SUFFICES = 'EVIDENCE_SUFFICES',
  EVIDENCE_MISSING = 'EVIDENCE_MISSING',
  EVIDENCE_UNREADABLE = 'EVIDENCE_UNREADABLE',
  EVIDENCE_CONTRADICTS = 'EVIDENCE_CONTRADICTS',
  EVIDENCE_FORGED = 'EVIDENCE_FORGED',
  NOT_CONFIRMED_BY_ISSUER = 'NOT_CONFIRMED_BY_ISSUER',
  NO_LONGER_TRUE = 'NO_LONGER_TRUE',
  OTHER = 'OTHER',
}
export enum CompanyFact {
  NAME = 'NAME',
  COUNTRY = 'COUNTRY',
  SEAT = 'SEAT',
  IDENTIFIERS = 'IDENTIFIERS',
}
/** What staff may decide. */
export enum ClaimVerdict {
  VERIFIED = 'VERIFIED',
  REJECTED = 'REJECTED',
  REVOKED = 'REVOKED',
}

registerEnumType(ClaimKind, {
  name: 'ClaimKind',
  description: 'What a company claims of itself. The list grows.',
  valuesConfig: {
    EXISTENCE: { description: 'That it exists, as registered.' },
    ADDRESS: { description: 'That it is at the address that it gives.' },
    MANUFACTURER: { description: 'That it makes what it offers, and does not only trade it.' },
    CERTIFICATE: { description: 'That it holds a certificate, such as ISO 9001.' },
    BUSINESS_LICENCE: { description: 'That it holds the licence that its business needs.' },
    EXPORT_LICENCE: { description: 'That it may export.' },
    BRAND_AUTHORISATION: { description: 'That the owner of a brand lets it sell under it.' },
  },
});
registerEnumType(ClaimState, {
  name: 'ClaimState',
  description: 'Where a claim stands.',
  valuesConfig: {
    SUBMITTED: { description: 'Made, or to be looked at anew (see `changedFacts`), and nobody looks at it yet.' },
    IN_REVIEW: { description: 'Somebody looks at it.' },
    VERIFIED: { description: 'Found true, until it expires. The only state that others see.' },
    REJECTED: { description: 'Not found true.' },
    EXPIRED: { description: 'It was verified, and the time is over.' },
    WITHDRAWN: { description: 'Taken back by the company.' },
    REVOKED: { description: 'It was verified, and staff found that it does not hold.' },
  },
});
registerEnumType(ClaimMethod, {
  name: 'ClaimMethod',
  description: 'How staff checked a claim.',
  valuesConfig: {
    REGISTRY_LOOKUP: { description: 'Looked up in a public registry.' },
    DOCUMENT_CHECK: { description: 'Documents of the company were looked at.' },
    ISSUER_CONFIRMED: { description: 'Whoever issued the document was asked.' },
    VIDEO_CALL: { description: 'The place was shown in a call.' },
    SITE_VISIT: { description: 'Somebody was there.' },
    EARLIER_CHECK: { description: 'Checked before the directory kept claims; how, is not recorded.' },
  },
});
registerEnumType(ClaimReason, {
  name: 'ClaimReason',
  description: 'Why a claim was decided so.',
  valuesConfig: {
    EVIDENCE_SUFFICES: { description: 'The evidence shows it.' },
    EVIDENCE_MISSING: { description: 'There is no evidence for it, or not enough.' },
    EVIDENCE_UNREADABLE: { description: 'The evidence cannot be read.' },
    EVIDENCE_CONTRADICTS: { description: 'The evidence says something else.' },
    EVIDENCE_FORGED: { description: 'The evidence is not genuine.' },
    NOT_CONFIRMED_BY_ISSUER: { description: 'Whoever should have issued it does not know of it.' },
    NO_LONGER_TRUE: { description: 'It was so, and is not any more.' },
    OTHER: { description: 'The text says why.' },
  },
});
registerEnumType(CompanyFact, {
  name: 'CompanyFact',
  description: 'What of a company verifiers find out about. The list grows.',
  valuesConfig: {
    NAME: { description: 'How it is called, in any language.' },
    COUNTRY: { description: 'The country of its seat.' },
    SEAT: { description: 'Its province, city or street address.' },
    IDENTIFIERS: { description: 'The numbers under which it is registered.' },
  },
});
registerEnumType(ClaimVerdict, {
  name: 'ClaimVerdict',
  description: 'What staff decide on a claim.',
  valuesConfig: {
    VERIFIED: { description: 'It is true, until it expires. For a claim that is in review.' },
    REJECTED: { description: 'It was not found true. For a claim that is in review.' },
    REVOKED: { description: 'It does not hold any more. For a claim that is verified.' },
  },
});
