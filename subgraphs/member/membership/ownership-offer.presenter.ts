import type { Accounts } from '../account/accounts.ts';
import { presentMembers } from './company-members.ts';
import type { Memberships } from './memberships.ts';
import { OFFER_SECONDS, type OwnershipOfferRecord } from './ownership-offer.record.ts';

/** An offer, for those who act for the company. */
export async function presentOffer(
  { memberships, accounts }: { memberships: Memberships; accounts: Accounts },
  { _id: companyId, fromAccount, toAccount, offeredAt }: OwnershipOfferRecord,
  viewer: string,
) {
  const members = await memberships.in(companyId);
  const both = members.filter(({ _id }) => _id === fromAccount || _id === toAccount);
  const shown = await presentMembers(accounts, both, viewer);
  const one = (account: string) => shown[both.findIndex(({ _id }) => _id === account)] ?? null;
  return {
    __typename: 'OwnershipOffer' as const,
    from: one(fromAccount),
    to: one(toAccount),
    expiresAt: new Date(offeredAt.getTime() + OFFER_SECONDS * 1_000),
  };
}
