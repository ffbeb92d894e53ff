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
export enum InquiryDisclosure {
  MASKED = 'MASKED',
  REVEALED = 'REVEALED',
  REVOKED = 'REVOKED',
}
export enum InquiryAside {
  AUTOMATIC = 'AUTOMATIC',
  NOT_ONE_SENDER = 'NOT_ONE_SENDER',
  UNEXPECTED_SENDER = 'UNEXPECTED_SENDER',
  SENDER_FORGED = 'SENDER_FORGED',
  ENVELOPE_OF_ANOTHER = 'ENVELOPE_OF_ANOTHER',
  UNREADABLE = 'UNREADABLE',
  WRITER_BLOCKED = 'WRITER_BLOCKED',
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
registerEnumType(InquiryDisclosure, {
  name: 'InquiryDisclosure',
  description: 'What the company sees of the buyer’s address.',
  valuesConfig: {
    MASKED: { description: 'Nothing: both write by addresses that stand for them.' },
    REVEALED: { description: 'The buyer has shown it to the company.' },
    REVOKED: { description: 'The buyer has ended the contact: nobody writes any more.' },
  },
});
registerEnumType(InquiryAside, {
  name: 'InquiryAside',
  description:
    'Why a message that came by mail is kept aside. What is not believed to be from whom it says is shown to the company alone. The list grows.',
  valuesConfig: {
    AUTOMATIC: { description: 'A program answered by itself, such as for somebody who is away.' },
    NOT_ONE_SENDER: { description: 'It is from nobody, or from several.' },
    UNEXPECTED_SENDER: {
      description: 'It is from an address that is neither the buyer’s nor a member’s who may answer.',
    },
    SENDER_FORGED: { description: 'The domain that it says to be from says that it is not.' },
    ENVELOPE_OF_ANOTHER: { description: 'It was handed over by another domain than it says to be from.' },
    UNREADABLE: { description: 'It is out of the bounds of what is read; its text is empty.' },
    WRITER_BLOCKED: { description: 'Staff have blocked the buyer from writing.' },
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
