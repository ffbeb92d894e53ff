import { forbidden } from '../../kit/graphql/refusal.ts';
import { notAllowed, type NotAllowed } from '../../kit/graphql/problems.ts';
import type { Role, Viewer } from '../../kit/viewer/viewer.ts';
import { accountOf } from './acting-member.ts';

/** What staff are trusted with, and by which roles: who looks at evidence is not who suspends. */
const TASKS = {
  /** Deciding on what companies claim, and reading the evidence for it. */
  VERIFY: ['VERIFIER'],
  /** Suspending companies, taking down products, reviewing what is held back. */
  MODERATE: ['SUPPORT', 'ADMINISTRATOR'],
  /** Deciding on appeals against what others decided. */
  HEAR_APPEALS: ['SUPPORT', 'ADMINISTRATOR'],
  /** What search takes for the same, and what it found nothing for. */
  KEEP_WORDS: ['SUPPORT', 'ADMINISTRATOR'],
  /** Saying which products are sponsored, and for how long. */
  SPONSOR: ['ADMINISTRATOR'],
  /** Writing newsletters, and sending them to everybody who subscribed. */
  SEND_NEWSLETTERS: ['ADMINISTRATOR'],
  /** Handling what people ask by their rights: deciding, refusing, extending, and reading the cases. */
  HANDLE_RIGHTS: ['PRIVACY_OFFICER'],
  /** Taking down what people ask by telephone, letter, mail or chat. */
  REGISTER_RIGHTS: ['SUPPORT', 'PRIVACY_OFFICER'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type StaffTask = keyof typeof TASKS;

/** Somebody of the staff at a task. */
export interface ActingStaff {
  accountId: string;
  /** The role by which they may. */
  role: (typeof TASKS)[StaffTask][number];
}

/** Who does a task; null: the viewer may not. Throws UNAUTHENTICATED for nobody. */
export function actingStaff(task: StaffTask, viewer: Viewer): ActingStaff | null {
  const { accountId, roles } = accountOf(viewer);
  const role = TASKS[task].find((one) => roles.includes(one));
  return role ? { accountId, role } : null;
}

/** The same for a question, which is refused as a whole. Throws UNAUTHENTICATED and FORBIDDEN. */
export function demandStaff(task: StaffTask, viewer: Viewer): ActingStaff {
  const staff = actingStaff(task, viewer);
  if (staff) return staff;
  throw forbidden(`Expected ${namesOf(task)}, got another account.`);
}

/** The refusal of a change. */
export const staffOnly = (task: StaffTask): NotAllowed =>
  notAllowed('STAFF_ONLY', `Expected ${namesOf(task)}, got another account. Nothing was changed.`);

/** Nobody decides about the company for which they act themselves. */
export const ownCompany = (): NotAllowed =>
  notAllowed('OWN_COMPANY', 'Expected somebody who does not act for this company. Leave it to a colleague.');

const namesOf = (task: StaffTask): string => `staff with the role ${TASKS[task].join(' or ')}`;
