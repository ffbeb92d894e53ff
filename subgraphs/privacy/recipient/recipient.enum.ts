import { registerEnumType } from 'type-graphql';

export enum RecipientAnswer {
  CONFIRMED = 'CONFIRMED',
  REFUSED = 'REFUSED',
  NO_ANSWER = 'NO_ANSWER',
}

registerEnumType(RecipientAnswer, {
  name: 'RecipientAnswer',
  description: 'What a recipient said to an order to delete.',
  valuesConfig: {
    CONFIRMED: { description: 'It has deleted everything.' },
    REFUSED: { description: 'It will not, or may not.' },
    NO_ANSWER: { description: 'The time is over, and nothing came.' },
  },
});

export enum ErasureOrderState {
  SENT = 'SENT',
  CONFIRMED = 'CONFIRMED',
  REFUSED = 'REFUSED',
  NO_ANSWER = 'NO_ANSWER',
}

registerEnumType(ErasureOrderState, {
  name: 'ErasureOrderState',
  description: 'How far an order to delete is.',
  valuesConfig: {
    SENT: { description: 'The recipient was told, and has not answered.' },
    CONFIRMED: { description: 'The recipient has deleted everything.' },
    REFUSED: { description: 'The recipient will not, or may not.' },
    NO_ANSWER: { description: 'The time is over, and nothing came.' },
  },
});
