import { notAllowed, type NotAllowed } from '../../../kit/graphql/problems.ts';
import type { ActingMember } from '../../../schema/events/acting-member.ts';
import type { ProductRecord } from './product.record.ts';

/** Somebody who acts for a company, and whether the company is suspended or gone. */
export interface Seller {
  member: ActingMember | null;
  suspended: boolean;
}

/** Why somebody may not write products; null: they may. */
export function mayWrite({ member, suspended }: Seller): NotAllowed | null {
  if (!member) return notAllowed('NO_COMPANY', 'Expected somebody who acts for a company. Join one, or open one.');
  if (member.role === 'VIEWER')
    return notAllowed(
      'VIEWER_ONLY',
      'Expected an owner or an editor of the company, got somebody who only reads. Ask an owner for more.',
    );
  if (suspended)
    return notAllowed(
      'SUSPENDED',
      'The company is suspended, or has no owner at present: nothing of it can be changed. Appeal against a suspension.',
    );
  return null;
}

/** Why somebody may not change what everybody sees; null: they may. */
export function mayShow(seller: Seller): NotAllowed | null {
  if (!seller.member?.paused) return mayWrite(seller);
  return notAllowed(
    'PAUSED',
    'This account is paused, because it changed more at once than is like it. Confirm by the mail that was sent, then try again.',
  );
}

/** Why it may not be published; null: it may. */
export const mayPublish = (seller: Seller, { moderation }: Pick<ProductRecord, 'moderation'>): NotAllowed | null =>
  mayShow(seller) ??
  (moderation?.state === 'TAKEN_DOWN'
    ? notAllowed(
        'TAKEN_DOWN',
        'The product was taken down. Appeal against it; it is shown again when the appeal is granted.',
      )
    : null);
