import { registerEnumType } from 'type-graphql';

export enum AppealState {
  OPEN = 'OPEN',
  GRANTED = 'GRANTED',
  UPHELD = 'UPHELD',
}
export enum AppealOutcome {
  GRANTED = 'GRANTED',
  UPHELD = 'UPHELD',
}

registerEnumType(AppealState, {
  name: 'AppealState',
  description: 'Where an appeal stands.',
  valuesConfig: {
    OPEN: { description: 'It waits for somebody of the staff.' },
    GRANTED: { description: 'The decision was undone.' },
    UPHELD: { description: 'The decision stands.' },
  },
});
registerEnumType(AppealOutcome, {
  name: 'AppealOutcome',
  description: 'What staff decide on an appeal.',
  valuesConfig: {
    GRANTED: { description: 'The decision is undone: what it hid is shown again.' },
    UPHELD: { description: 'The decision stands.' },
  },
});
