import { ROLES, type Role } from '../../../kit/viewer/viewer.ts';
import { emailFault, emailForm } from '../../../kit/mail/email-address.ts';

/** What an operator asks for on the command line. */
export type StaffCommand =
  | { kind: 'list' }
  | { kind: 'add'; email: string; roles: Role[]; name: string; printPassword: boolean }
  | { kind: 'roles'; email: string; roles: Role[] }
  | { kind: 'disable'; email: string };

export interface GivenStaffCommand {
  words: readonly string[];
  role?: readonly string[];
  name?: string;
  'print-password'?: boolean;
}

const STAFF_USAGE = `npm run staff -- add EMAIL --role VERIFIER [--role …] [--name NAME] [--print-password]
npm run staff -- list
npm run staff -- roles EMAIL --role VERIFIER [--role …]
npm run staff -- disable EMAIL`;

/** Reads the words of the command line. Throws with what was expected and how to ask. */
export function readStaffCommand(given: GivenStaffCommand): StaffCommand {
  const [kind, address, ...more] = given.words;
  if (kind === 'list' && address === undefined) return { kind };
  if (more.length > 0 || (kind !== 'add' && kind !== 'roles' && kind !== 'disable')) {
    throw new Error(`Expected add, list, roles or disable, got ${given.words.join(' ') || 'nothing'}.\n${STAFF_USAGE}`);
  }
  const email = emailForm(address ?? '');
  const fault = emailFault(email);
  if (fault) throw new Error(`Expected ${fault}, got ${address ?? 'nothing'}.\n${STAFF_USAGE}`);
  if (kind === 'disable') return { kind, email };
  const roles = rolesIn(given.role ?? []);
  if (kind === 'roles') return { kind, email, roles };
  const name = given.name?.trim().slice(0, 200) || email.split('@')[0]!;
  return { kind, email, roles, name, printPassword: given['print-password'] ?? false };
}

function rolesIn(asked: readonly string[]): Role[] {
  const roles = ROLES.filter((role) => asked.includes(role));
  const unknown = asked.filter((role) => !(ROLES as readonly string[]).includes(role));
  if (roles.length > 0 && unknown.length === 0) return roles;
  const came = unknown.length > 0 ? unknown.join(', ') : 'none';
  throw new Error(`Expected at least one --role of ${ROLES.join(', ')}, got ${came}.\n${STAFF_USAGE}`);
}
