import type { Role } from '../../kit/viewer/viewer.ts';

/** Somebody whom the demonstration has an account for. */
export interface DemoAccount {
  email: string;
  name: string;
  /** Empty: a member, who owns a company. */
  roles: readonly Role[];
}

/** All are invented, and all sign in by one password. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { email: 'owner@demo.example', name: 'Deniz Demo', roles: [] },
  { email: 'officer-1@staff.example', name: 'Officer One', roles: ['PRIVACY_OFFICER'] },
  { email: 'officer-2@staff.example', name: 'Officer Two', roles: ['PRIVACY_OFFICER'] },
  { email: 'officer-3@staff.example', name: 'Officer Three', roles: ['PRIVACY_OFFICER'] },
  { email: 'verifier@staff.example', name: 'Verifier', roles: ['VERIFIER'] },
  { email: 'support@staff.example', name: 'Support', roles: ['SUPPORT'] },
  { email: 'administrator@staff.example', name: 'Administrator', roles: ['ADMINISTRATOR'] },
];

/** What a newcomer is told of them. */
export const demoAccountsNotice = (password: string): string =>
  `Demo accounts, all with the password ${password} (SEED_PASSWORD):\n${DEMO_ACCOUNTS.map(
    ({ email, roles }) =>
      `  ${email.padEnd(30)}${roles.join(', ').toLowerCase().replaceAll('_', ' ') || 'owner of a company with products'}`,
  ).join('\n')}`;
