import { registerEnumType } from 'type-graphql';

export enum PrivacyRight {
  ACCESS = 'ACCESS',
  COPY = 'COPY',
  CORRECTION = 'CORRECTION',
  COMPLETION = 'COMPLETION',
  ERASURE = 'ERASURE',
  ACCOUNT_CANCELLATION = 'ACCOUNT_CANCELLATION',
  RESTRICTION = 'RESTRICTION',
  OBJECTION = 'OBJECTION',
  CONSENT_WITHDRAWAL = 'CONSENT_WITHDRAWAL',
}
export enum PrivacyCaseState {
  IDENTITY_CHECK = 'IDENTITY_CHECK',
  TRIAGE = 'TRIAGE',
  IN_PROGRESS = 'IN_PROGRESS',
  BLOCKED = 'BLOCKED',
  FULFILLED = 'FULFILLED',
  PARTLY_FULFILLED = 'PARTLY_FULFILLED',
  REFUSED = 'REFUSED',
  WITHDRAWN = 'WITHDRAWN',
}
export enum PrivacyCaseChannel {
  SITE = 'SITE',
  EMAIL = 'EMAIL',
  TELEPHONE = 'TELEPHONE',
  LETTER = 'LETTER',
  CHAT = 'CHAT',
}
export enum PrivacyRegime {
  KVKK = 'KVKK',
  GDPR = 'GDPR',
  PIPL = 'PIPL',
}
export enum PrivacyCaseReason {
  DONE_AS_ASKED = 'DONE_AS_ASKED',
  DONE_IN_PART = 'DONE_IN_PART',
  NOTHING_HELD = 'NOTHING_HELD',
  ALREADY_SO = 'ALREADY_SO',
  IDENTITY_NOT_PROVEN = 'IDENTITY_NOT_PROVEN',
  NO_AUTHORITY = 'NO_AUTHORITY',
  MANIFESTLY_UNFOUNDED = 'MANIFESTLY_UNFOUNDED',
  EXCESSIVE = 'EXCESSIVE',
  RIGHTS_OF_OTHERS = 'RIGHTS_OF_OTHERS',
  DUTY_TO_KEEP = 'DUTY_TO_KEEP',
  LEGAL_CLAIMS = 'LEGAL_CLAIMS',
  NOT_PERSONAL_DATA = 'NOT_PERSONAL_DATA',
  COMPLEX = 'COMPLEX',
  MANY_REQUESTS = 'MANY_REQUESTS',
}
export enum PersonProof {
  SESSION = 'SESSION',
  ADDRESS = 'ADDRESS',
  SIGNED_LETTER = 'SIGNED_LETTER',
  REGISTERED_EMAIL = 'REGISTERED_EMAIL',
  ELECTRONIC_SIGNATURE = 'ELECTRONIC_SIGNATURE',
  IDENTITY_DOCUMENT = 'IDENTITY_DOCUMENT',
  CALL_BACK = 'CALL_BACK',
}
export enum RepresentativeAuthority {
  POWER_OF_ATTORNEY = 'POWER_OF_ATTORNEY',
  PARENT_OR_GUARDIAN = 'PARENT_OR_GUARDIAN',
  COURT_ORDER = 'COURT_ORDER',
  CLOSE_RELATIVE_OF_DECEASED = 'CLOSE_RELATIVE_OF_DECEASED',
}
export enum PrivacyCaseBlockCode {
  IDENTITY_NOT_PROVEN = 'IDENTITY_NOT_PROVEN',
  AUTHORITY_NOT_CONFIRMED = 'AUTHORITY_NOT_CONFIRMED',
  ERASURE_NOT_PLANNED = 'ERASURE_NOT_PLANNED',
  ERASURE_NOT_APPROVED = 'ERASURE_NOT_APPROVED',
  ERASURE_RUNNING = 'ERASURE_RUNNING',
  ERASURE_BLOCKED = 'ERASURE_BLOCKED',
  NOBODY_TOOK_IT = 'NOBODY_TOOK_IT',
  OFFICER_AT_WORK = 'OFFICER_AT_WORK',
  EXPORT_BEING_MADE = 'EXPORT_BEING_MADE',
  CANCELLATION_RUNNING = 'CANCELLATION_RUNNING',
  RESTRICTION_BEING_CARRIED_OUT = 'RESTRICTION_BEING_CARRIED_OUT',
  PART_UNAVAILABLE = 'PART_UNAVAILABLE',
}
export enum PrivacyCaseAct {
  OPENED = 'OPENED',
  REGISTERED = 'REGISTERED',
  JOINED = 'JOINED',
  IDENTITY_PROVEN = 'IDENTITY_PROVEN',
  TAKEN = 'TAKEN',
  PLANNED = 'PLANNED',
  APPROVED = 'APPROVED',
  BEGUN = 'BEGUN',
  EXTENDED = 'EXTENDED',
  FULFILLED = 'FULFILLED',
  REFUSED = 'REFUSED',
  WITHDRAWN = 'WITHDRAWN',
  LIFTED = 'LIFTED',
  REMINDED = 'REMINDED',
}
export enum PrivacyCaseActor {
  SUBJECT = 'SUBJECT',
  SUPPORT = 'SUPPORT',
  PRIVACY_OFFICER = 'PRIVACY_OFFICER',
  SYSTEM = 'SYSTEM',
}

registerEnumType(PrivacyRight, {
  name: 'PrivacyRight',
  description: 'What people may ask for about data on them. The list grows.',
  valuesConfig: {
    ACCESS: { description: 'To learn what is held, for what, from where and who gets it.' },
    COPY: { description: 'To get a copy that machines and people can read.' },
    CORRECTION: { description: 'To have something wrong put right.' },
    COMPLETION: { description: 'To have something missing added.' },
    ERASURE: { description: 'To have it erased.' },
    ACCOUNT_CANCELLATION: { description: 'To have the account ended, and then erased.' },
    RESTRICTION: { description: 'To have it kept and not used.' },
    OBJECTION: { description: 'To object to a use of it.' },
    CONSENT_WITHDRAWAL: { description: 'To take back a consent.' },
  },
});
registerEnumType(PrivacyCaseState, {
  name: 'PrivacyCaseState',
  description: 'Where a case, or one item of it, stands. More may come.',
  valuesConfig: {
    IDENTITY_CHECK: {
      description:
        'It is not known yet that it is the person who asks, or somebody who may act for them. Nothing is disclosed or done.',
    },
    TRIAGE: { description: 'It waits for an officer.' },
    IN_PROGRESS: { description: 'It is being carried out.' },
    BLOCKED: { description: 'Something is in the way that does not go by itself.' },
    FULFILLED: { description: 'It was done.' },
    PARTLY_FULFILLED: { description: 'Some of it was done. Of a case alone.' },
    REFUSED: { description: 'It was refused, with a reason.' },
    WITHDRAWN: { description: 'Whoever asked took it back, or it joined another case.' },
  },
});
registerEnumType(PrivacyCaseChannel, {
  name: 'PrivacyCaseChannel',
  description: 'How a case came.',
  valuesConfig: {
    SITE: { description: 'By the site or the app.' },
    EMAIL: { description: 'By e-mail.' },
    TELEPHONE: { description: 'By telephone.' },
    LETTER: { description: 'By post.' },
    CHAT: { description: 'By chat.' },
  },
});
registerEnumType(PrivacyRegime, {
  name: 'PrivacyRegime',
  description: 'A law by whose clock a case is answered; where none is known to apply, all are.',
  valuesConfig: {
    KVKK: { description: 'Law No. 6698 of Turkey.' },
    GDPR: { description: 'Regulation (EU) 2016/679.' },
    PIPL: { description: 'The Personal Information Protection Law of China.' },
  },
});
registerEnumType(PrivacyCaseReason, {
  name: 'PrivacyCaseReason',
  description: 'Why something was decided or extended. The list grows.',
  valuesConfig: {
    DONE_AS_ASKED: { description: 'It was done as asked.' },
    DONE_IN_PART: { description: 'It was done as far as it can be; the text says what was not.' },
    NOTHING_HELD: { description: 'Nothing is held about the person that it could be done to.' },
    ALREADY_SO: { description: 'It was so already.' },
    IDENTITY_NOT_PROVEN: { description: 'It could not be known that it is the person who asks.' },
    NO_AUTHORITY: { description: 'It was not shown that somebody may act for the person.' },
    MANIFESTLY_UNFOUNDED: { description: 'It has clearly no ground.' },
    EXCESSIVE: { description: 'The same is asked again and again.' },
    RIGHTS_OF_OTHERS: { description: 'It would harm the rights of others.' },
    DUTY_TO_KEEP: { description: 'A law asks that it be kept.' },
    LEGAL_CLAIMS: { description: 'It is needed for a dispute.' },
    NOT_PERSONAL_DATA: { description: 'What is asked about is not data about a person.' },
    COMPLEX: { description: 'It is complicated.' },
    MANY_REQUESTS: { description: 'The person asked for much at once.' },
  },
});
registerEnumType(PersonProof, {
  name: 'PersonProof',
  description: 'How it became known that it is the person who asks.',
  valuesConfig: {
    SESSION: { description: 'They were signed in.' },
    ADDRESS: { description: 'They proved the address by a mail.' },
    SIGNED_LETTER: { description: 'A letter with their signature, held against one that is known.' },
    REGISTERED_EMAIL: { description: 'A registered electronic mail (KEP).' },
    ELECTRONIC_SIGNATURE: { description: 'A qualified electronic signature.' },
    IDENTITY_DOCUMENT: { description: 'An identity document, looked at and not kept.' },
    CALL_BACK: { description: 'A call back to the number that was known before.' },
  },
});
registerEnumType(RepresentativeAuthority, {
  name: 'RepresentativeAuthority',
  description: 'What shows that somebody may act for another.',
  valuesConfig: {
    POWER_OF_ATTORNEY: { description: 'A power of attorney.' },
    PARENT_OR_GUARDIAN: { description: 'They are a parent or guardian.' },
    COURT_ORDER: { description: 'A court appointed them.' },
    CLOSE_RELATIVE_OF_DECEASED: { description: 'The person has died, and they are a close relative (PIPL art. 49).' },
  },
});
registerEnumType(PrivacyCaseBlockCode, {
  name: 'PrivacyCaseBlockCode',
  description: 'What keeps an item of a case from being closed. More may come.',
  valuesConfig: {
    IDENTITY_NOT_PROVEN: { description: 'The address is not proven yet.' },
    AUTHORITY_NOT_CONFIRMED: {
      description: 'An officer has to confirm that the representative may act for the person.',
    },
    ERASURE_NOT_PLANNED: { description: 'The erasure has to be planned and approved.' },
    ERASURE_NOT_APPROVED: { description: 'The erasure is planned; two officers have to approve it.' },
    ERASURE_RUNNING: { description: 'The erasure is being carried out.' },
    ERASURE_BLOCKED: { description: 'The erasure found something that was not planned; an officer plans anew.' },
    NOBODY_TOOK_IT: { description: 'No officer has taken it yet.' },
    OFFICER_AT_WORK: { description: 'An officer is at work on it.' },
    EXPORT_BEING_MADE: { description: 'The archive is being made.' },
    CANCELLATION_RUNNING: { description: 'The account was stopped; the days run in which that can be taken back.' },
    RESTRICTION_BEING_CARRIED_OUT: { description: 'The restriction is being carried out.' },
    PART_UNAVAILABLE: { description: 'A part of the directory does not answer; it is tried again.' },
  },
});
registerEnumType(PrivacyCaseAct, {
  name: 'PrivacyCaseAct',
  description: 'What was done to a case. More may come.',
  valuesConfig: {
    OPENED: { description: 'It was opened by whoever asks.' },
    REGISTERED: { description: 'Staff wrote down what came.' },
    JOINED: { description: 'Another application for the same joined.' },
    IDENTITY_PROVEN: { description: 'It became known that it is the person who asks.' },
    TAKEN: { description: 'An officer took it.' },
    PLANNED: { description: 'An officer planned the erasure.' },
    APPROVED: { description: 'An officer approved the erasure.' },
    BEGUN: { description: 'Carrying it out began.' },
    EXTENDED: { description: 'The time was extended.' },
    FULFILLED: { description: 'It was done.' },
    REFUSED: { description: 'It was refused.' },
    WITHDRAWN: { description: 'It was taken back.' },
    LIFTED: { description: 'The person took a restriction back that had been carried out.' },
    REMINDED: { description: 'The officers were reminded of the due date.' },
  },
});
registerEnumType(PrivacyCaseActor, {
  name: 'PrivacyCaseActor',
  description: 'In which capacity somebody acted.',
  valuesConfig: {
    SUBJECT: { description: 'Whoever asks, or whom they are asked about.' },
    SUPPORT: { description: 'Customer service.' },
    PRIVACY_OFFICER: { description: 'A privacy officer.' },
    SYSTEM: { description: 'The directory itself.' },
  },
});
