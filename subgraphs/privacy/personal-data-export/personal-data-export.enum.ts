import { registerEnumType } from 'type-graphql';

export enum PersonalDataExportState {
  WAITING = 'WAITING',
  READY = 'READY',
  FETCHED = 'FETCHED',
}

registerEnumType(PersonalDataExportState, {
  name: 'PersonalDataExportState',
  description: 'How far an export of personal data is.',
  valuesConfig: {
    WAITING: { description: 'The archive is being made; a mail says when it is there.' },
    READY: { description: 'The archive can be fetched once, by the link of the mail.' },
    FETCHED: { description: 'The archive was fetched, and is gone.' },
  },
});
