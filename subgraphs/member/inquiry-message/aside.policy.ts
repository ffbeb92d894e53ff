import { EDITORS } from '../membership/company-access.ts';
import type { Participant } from '../inquiry/participants.ts';
import type { AsideName } from './inquiry-message.record.ts';

/** What came by mail, can be read and is merely not believed: the company may know better whose it is. */
const DOUBTED: ReadonlySet<AsideName> = new Set<AsideName>([
  'NOT_ONE_SENDER',
  'UNEXPECTED_SENDER',
  'SENDER_FORGED',
  'ENVELOPE_OF_ANOTHER',
]);

/** Whether a message that is kept aside can be released at all. */
export const isReleasable = (aside: AsideName | undefined): boolean => aside !== undefined && DOUBTED.has(aside);

/** Who judges what is kept aside: owners and editors of the company, which alone sees it. */
export const mayRelease = (who: Participant, aside: AsideName | undefined): boolean =>
  isReleasable(aside) && who.side === 'SUPPLIER' && EDITORS.includes(who.member.role) && !who.member.paused;

/** What somebody of the company has to look at: neither a program’s answer, nor what a blocked buyer wrote. */
export const isUnread = (aside: AsideName): boolean => aside !== 'AUTOMATIC' && aside !== 'WRITER_BLOCKED';

/** Whether who wrote it is known, though it is kept aside. */
export const isOfWriter = (aside: AsideName | undefined): boolean =>
  aside === undefined || aside === 'AUTOMATIC' || aside === 'WRITER_BLOCKED';
