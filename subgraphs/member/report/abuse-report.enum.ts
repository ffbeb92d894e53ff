import { registerEnumType } from 'type-graphql';

export enum AbuseReason {
  SPAM = 'SPAM',
  FRAUD = 'FRAUD',
  INSULT = 'INSULT',
  IMPERSONATION = 'IMPERSONATION',
  ILLEGAL_GOODS = 'ILLEGAL_GOODS',
  OTHER = 'OTHER',
}
export enum AbuseReportState {
  OPEN = 'OPEN',
  DECIDED = 'DECIDED',
}
export enum AbuseDecision {
  NO_ACTION = 'NO_ACTION',
  BLOCK_WRITER = 'BLOCK_WRITER',
  RELEASE = 'RELEASE',
}

registerEnumType(AbuseReason, {
  name: 'AbuseReason',
  description: 'What is wrong with what somebody wrote. The list grows.',
  valuesConfig: {
    SPAM: { description: 'It advertises, or was sent to many.' },
    FRAUD: { description: 'It tries to get money, goods or secrets by deceit.' },
    INSULT: { description: 'It insults or threatens.' },
    IMPERSONATION: { description: 'It pretends to come from somebody else.' },
    ILLEGAL_GOODS: { description: 'It asks for, or offers, what law keeps out of trade.' },
    OTHER: { description: 'Something else; the text says what.' },
  },
});
registerEnumType(AbuseReportState, {
  name: 'AbuseReportState',
  description: 'Where a report of abuse stands.',
  valuesConfig: {
    OPEN: { description: 'It waits for somebody of the staff.' },
    DECIDED: { description: 'Staff have decided.' },
  },
});
registerEnumType(AbuseDecision, {
  name: 'AbuseDecision',
  description: 'What staff decide on a report of abuse.',
  valuesConfig: {
    NO_ACTION: { description: 'Nothing changes.' },
    BLOCK_WRITER: {
      description:
        'The buyer sends no inquiries for twelve months and writes into none of before, and the thread takes no message. A company is suspended by `suspendCompany`.',
    },
    RELEASE: { description: 'What was held back or marked as spam goes to the company’s inbox.' },
  },
});
