import { registerEnumType } from 'type-graphql';

export enum CompanyRoleEnum {
  OWNER = 'OWNER',
  EDITOR = 'EDITOR',
  VIEWER = 'VIEWER',
}

registerEnumType(CompanyRoleEnum, {
  name: 'CompanyRole',
  description: 'What a member may do in a company.',
  valuesConfig: {
    OWNER: { description: 'Everything an editor may, and say who else acts for the company.' },
    EDITOR: { description: 'Change the company and its products.' },
    VIEWER: { description: 'Look at what is not public, and change nothing.' },
  },
});
