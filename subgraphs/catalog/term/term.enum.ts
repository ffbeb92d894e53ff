import { registerEnumType } from 'type-graphql';

export enum TradeTermState {
  PROPOSED = 'PROPOSED',
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
  WITHDRAWN = 'WITHDRAWN',
}
export enum TermVerdict {
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(TradeTermState, {
  name: 'TradeTermState',
  description: 'Where a trade term stands.',
  valuesConfig: {
    PROPOSED: { description: 'It waits for somebody else of the staff.' },
    ACCEPTED: { description: 'Search counts its texts as one.' },
    REJECTED: { description: 'It was not taken.' },
    WITHDRAWN: { description: 'It was taken back, before or after it counted.' },
  },
});
registerEnumType(TermVerdict, {
  name: 'TermVerdict',
  description: 'What staff decide about a trade term.',
  valuesConfig: {
    ACCEPTED: { description: 'Search is to count its texts as one. By another than who proposed it.' },
    REJECTED: { description: 'It is not taken. By another than who proposed it.' },
    WITHDRAWN: {
      description: 'It counts no more, by another than who proposed it; or it is taken back while it waits.',
    },
  },
});
