import { ROLES, type Role } from '../../../kit/viewer/viewer.ts';

/** What an operator asks for on the command line. */
export interface StaffRequest {
  roles: Role[];
  minutes: number;
}

const USAGE = 'npm run staff:token -- --role PRIVACY_OFFICER [--role …] [--minutes 15]';
const MOST_MINUTES = 60;

/** Reads the words of the command line. Throws with what was expected and how to ask. */
export function readStaffRequest(given: { role?: string[]; minutes?: string }): StaffRequest {
  const asked = [...new Set(given.role)];
  const roles = ROLES.filter((role) => asked.includes(role));
  if (roles.length === 0 || roles.length < asked.length) {
    const unknown = asked.filter((role) => !(ROLES as readonly string[]).includes(role));
    const came = unknown.length > 0 ? unknown.join(', ') : 'none';
    throw new Error(`Expected at least one --role of ${ROLES.join(', ')}, got ${came}: ${USAGE}`);
  }
  const minutes = /^\d{1,3}$/.test(given.minutes ?? '15') ? Number(given.minutes ?? 15) : 0;
  if (minutes < 1 || minutes > MOST_MINUTES)
    throw new Error(`Expected --minutes from 1 to ${MOST_MINUTES}, got ${given.minutes}: ${USAGE}`);
  return { roles, minutes };
}
