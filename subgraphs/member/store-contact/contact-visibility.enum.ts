import { registerEnumType } from 'type-graphql';

export enum ContactVisibility {
  PUBLIC = 'PUBLIC',
  AFTER_INQUIRY = 'AFTER_INQUIRY',
  INTERNAL = 'INTERNAL',
}

registerEnumType(ContactVisibility, {
  name: 'ContactVisibility',
  description: 'Who sees a line of the contact of a store.',
  valuesConfig: {
    PUBLIC: { description: 'Everybody.' },
    AFTER_INQUIRY: { description: 'Whoever sent the company an inquiry, and its members.' },
    INTERNAL: { description: 'Members of the company alone.' },
  },
});
