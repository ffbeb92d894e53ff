import { registerEnumType } from 'type-graphql';

export enum InquiryState {
  QUARANTINED = 'QUARANTINED',
  NEW = 'NEW',
  ANSWERED = 'ANSWERED',
  CLOSED = 'CLOSED',
  SPAM = 'SPAM',
}
export enum InquirySide {
  BUYER = 'BUYER',
  SUPPLIER = 'SUPPLIER',
}
export enum InquiryQuarantineReason {
  LINK = 'LINK',
  WORD = 'WORD',
  REPEATED_TEXT = 'REPEATED_TEXT',
}
export enum InquiryWay {
  SITE = 'SITE',
  MAIL = 'MAIL',
}

registerEnumType(InquiryState, {
  name: 'InquiryState',
  description: 'Where an inquiry stands. Buyers see `NEW`, `ANSWERED` and `CLOSED` alone.',
  valuesConfig: {
    QUARANTINED: {
      description: 'It looked like no buyer’s and was held back; the company decides. A buyer sees `NEW`.',
    },
    NEW: { description: 'The buyer wrote last: it waits for the company.' },
    ANSWERED: { description: 'The company wrote last.' },
    CLOSED: { description: 'The company holds it to be done; a message opens it again.' },
    SPAM: { description: 'The company holds it to be no inquiry: it takes no message. A buyer sees `CLOSED`.' },
  },
});
registerEnumType(InquirySide, {
  name: 'InquirySide',
  description: 'A side of an inquiry.',
  valuesConfig: {
    BUYER: { description: 'Whoever asked.' },
    SUPPLIER: { description: 'The company that was asked, and who acts for it.' },
  },
});
registerEnumType(InquiryQuarantineReason, {
  name: 'InquiryQuarantineReason',
  description: 'Why an inquiry was held back. The list grows.',
  valuesConfig: {
    LINK: { description: 'It leads to another site.' },
    WORD: { description: 'It has a word that swindlers and advertisers use.' },
    REPEATED_TEXT: { description: 'Many like it were sent within an hour.' },
  },
});
registerEnumType(InquiryWay, {
  name: 'InquiryWay',
  description: 'How a message came.',
  valuesConfig: {
    SITE: { description: 'It was written here.' },
    MAIL: { description: 'It came by mail.' },
  },
});
