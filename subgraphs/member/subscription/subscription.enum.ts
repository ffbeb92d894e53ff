import { registerEnumType } from 'type-graphql';

export enum SubscriptionKind {
  TOPIC = 'TOPIC',
  NEWSLETTER = 'NEWSLETTER',
  SAVED_SEARCH = 'SAVED_SEARCH',
}
export enum AlertFrequency {
  AT_ONCE = 'AT_ONCE',
  DAILY = 'DAILY',
  WEEKLY = 'WEEKLY',
}
export enum AlertChannel {
  MAIL = 'MAIL',
  PUSH = 'PUSH',
}
export enum Newsletter {
  DIRECTORY_NEWS = 'directory-news',
  TRADE_FAIRS = 'trade-fairs',
}

registerEnumType(SubscriptionKind, {
  name: 'SubscriptionKind',
  description: 'What a subscription is for.',
  valuesConfig: {
    TOPIC: { description: 'New products of a category.' },
    NEWSLETTER: { description: 'A newsletter of the directory.' },
    SAVED_SEARCH: { description: 'New products that a search finds.' },
  },
});
registerEnumType(AlertFrequency, {
  name: 'AlertFrequency',
  description: 'How often a subscription tells.',
  valuesConfig: {
    AT_ONCE: { description: 'Of each product as it comes.' },
    DAILY: { description: 'At eight in the morning, if anything came.' },
    WEEKLY: { description: 'On Monday at eight in the morning, if anything came.' },
  },
});
registerEnumType(AlertChannel, {
  name: 'AlertChannel',
  description: 'By which way a subscription tells.',
  valuesConfig: {
    MAIL: { description: 'By mail to the proven address.' },
    PUSH: { description: 'By a message that wakes the app on the devices that are registered. It holds ids, no text.' },
  },
});
registerEnumType(Newsletter, {
  name: 'Newsletter',
  description: 'A newsletter of the directory. The list grows.',
  valuesConfig: {
    DIRECTORY_NEWS: { description: 'What is new in the directory itself.' },
    TRADE_FAIRS: { description: 'Fairs and dates of the trade.' },
  },
});
