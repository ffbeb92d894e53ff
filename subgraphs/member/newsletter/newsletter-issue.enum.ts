import { registerEnumType } from 'type-graphql';

export enum NewsletterIssueState {
  DRAFT = 'DRAFT',
  SENDING = 'SENDING',
  SENT = 'SENT',
  STOPPED = 'STOPPED',
}

registerEnumType(NewsletterIssueState, {
  name: 'NewsletterIssueState',
  description: 'Where an issue of a newsletter stands.',
  valuesConfig: {
    DRAFT: { description: 'It is being written.' },
    SENDING: { description: 'It was sent off, and goes to one subscription after the other.' },
    SENT: { description: 'It was posted to everybody.' },
    STOPPED: { description: 'It was stopped while it was being sent: to others than `sentCount` it is not posted.' },
  },
});
