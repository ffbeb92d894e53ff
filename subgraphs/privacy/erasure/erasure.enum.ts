import { registerEnumType } from 'type-graphql';

export enum ErasureGround {
  UNLAWFUL_PROCESSING = 'UNLAWFUL_PROCESSING',
  NO_CONSENT = 'NO_CONSENT',
  AGREEMENT_BREACH = 'AGREEMENT_BREACH',
  SUBJECT_LEFT = 'SUBJECT_LEFT',
  SERVICE_ENDED = 'SERVICE_ENDED',
  RETENTION_EXPIRED = 'RETENTION_EXPIRED',
  AUTHORITY_ORDER = 'AUTHORITY_ORDER',
}
export enum ErasureState {
  PLANNED = 'PLANNED',
  APPROVED = 'APPROVED',
  RUNNING = 'RUNNING',
  BLOCKED = 'BLOCKED',
  WAITING = 'WAITING',
  CERTIFIED = 'CERTIFIED',
  VOID = 'VOID',
}
export enum ErasureStepName {
  FENCE = 'FENCE',
  DRAIN = 'DRAIN',
  REVOKE = 'REVOKE',
  UNINDEX = 'UNINDEX',
  ERASE = 'ERASE',
  SHRED = 'SHRED',
  PURGE = 'PURGE',
  VERIFY = 'VERIFY',
  CERTIFY = 'CERTIFY',
}
export enum ErasureBlock {
  PART_UNAVAILABLE = 'PART_UNAVAILABLE',
  OTHER_DECLARATION = 'OTHER_DECLARATION',
  OTHER_REFERENCES = 'OTHER_REFERENCES',
  OTHER_COMPANIES = 'OTHER_COMPANIES',
  OTHER_PLACES = 'OTHER_PLACES',
  TOO_MUCH_HELD = 'TOO_MUCH_HELD',
  NOT_FENCED = 'NOT_FENCED',
  COUNT_DIFFERS = 'COUNT_DIFFERS',
  SOMETHING_LEFT = 'SOMETHING_LEFT',
  KEY_LEFT = 'KEY_LEFT',
  INDEX_LEFT = 'INDEX_LEFT',
}
export enum ErasureMentionDecision {
  KEEP = 'KEEP',
  REDACT = 'REDACT',
}
export enum ErasureCompanyFate {
  ERASED = 'ERASED',
  WITHDRAWN = 'WITHDRAWN',
  LIVES_ON = 'LIVES_ON',
}

registerEnumType(ErasureGround, {
  name: 'ErasureGround',
  description: 'Why a person is erased.',
  valuesConfig: {
    UNLAWFUL_PROCESSING: { description: 'Their data was processed unlawfully.' },
    NO_CONSENT: { description: 'It was collected without consent, or consent was withdrawn.' },
    AGREEMENT_BREACH: { description: 'Processing breaks what was agreed.' },
    SUBJECT_LEFT: { description: 'They left, or cancelled their account.' },
    SERVICE_ENDED: { description: 'The service has ended.' },
    RETENTION_EXPIRED: { description: 'The time is over for which it was kept.' },
    AUTHORITY_ORDER: { description: 'An authority ordered it.' },
  },
});
registerEnumType(ErasureState, {
  name: 'ErasureState',
  description: 'Where an erasure stands.',
  valuesConfig: {
    PLANNED: { description: 'Two officers have to approve it.' },
    APPROVED: { description: 'It begins by itself.' },
    RUNNING: { description: 'It is being carried out.' },
    BLOCKED: { description: 'Something is not as planned: an officer has to plan anew.' },
    WAITING: { description: 'All is done but what a legal hold keeps; it goes on by itself when that is released.' },
    CERTIFIED: { description: 'It is done, and was looked at anew.' },
    VOID: { description: 'Another plan took its place, or the case went on without it.' },
  },
});
registerEnumType(ErasureStepName, {
  name: 'ErasureStepName',
  description: 'What an erasure does, in this order.',
  valuesConfig: {
    FENCE: { description: 'From here on nothing more is stored about the person, shown of them or done for them.' },
    DRAIN: { description: 'Work that was begun before ends, and what there is is counted.' },
    REVOKE: { description: 'Sessions, links and devices are of no use any more.' },
    UNINDEX: { description: 'The search index finds nothing of them.' },
    ERASE: { description: 'What is stored goes, as declared.' },
    SHRED: { description: 'Their data keys are destroyed.' },
    PURGE: { description: 'Files that keep deleted bytes are rewritten.' },
    VERIFY: { description: 'Every database, the keys and the search engine are looked through anew.' },
    CERTIFY: { description: 'The certificate is signed.' },
  },
});
registerEnumType(ErasureBlock, {
  name: 'ErasureBlock',
  description: 'What keeps an erasure from going on. More may come.',
  valuesConfig: {
    PART_UNAVAILABLE: { description: 'A part of the directory does not answer; it is tried again.' },
    OTHER_DECLARATION: { description: 'A part of the directory works by another declaration of personal data.' },
    OTHER_REFERENCES: { description: 'The person is stored under more than was planned.' },
    OTHER_COMPANIES: { description: 'Something else becomes of their companies than was planned.' },
    OTHER_PLACES: { description: 'Something is stored at a place that was not in the plan.' },
    TOO_MUCH_HELD: { description: 'Legal holds keep more records than an erasure can leave out.' },
    NOT_FENCED: { description: 'A part of the directory went on storing.' },
    COUNT_DIFFERS: { description: 'Something else was changed than was counted.' },
    SOMETHING_LEFT: { description: 'Something is still stored where all should be gone.' },
    KEY_LEFT: { description: 'A data key is not destroyed.' },
    INDEX_LEFT: { description: 'The search engine still knows a company.' },
  },
});
registerEnumType(ErasureMentionDecision, {
  name: 'ErasureMentionDecision',
  description: 'What becomes of a name in a text of somebody else.',
  valuesConfig: {
    KEEP: { description: 'The text stays as it is.' },
    REDACT: { description: 'The name is taken out of it.' },
  },
});
registerEnumType(ErasureCompanyFate, {
  name: 'ErasureCompanyFate',
  description: 'What becomes of a company when a person goes.',
  valuesConfig: {
    ERASED: { description: 'They are its sole trader: it goes with them.' },
    WITHDRAWN: { description: 'They were its last owner: it is shown no more.' },
    LIVES_ON: { description: 'Others own it.' },
  },
});
