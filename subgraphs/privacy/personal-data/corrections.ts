/** Which mutation corrects what is stored at a path; the longest beginning counts. What is not here is a record of what happened, and is not corrected by hand. */
const CORRECTED_BY: readonly (readonly [string, string])[] = [
  ['member.accounts.email', 'changeEmail'],
  ['member.accounts.name', 'updateAccount'],
  ['member.accounts.contactPerson', 'updateAccount'],
  ['member.accounts.mobile', 'updateAccount'],
  ['member.accounts.loginName', 'updateAccount'],
  ['member.accounts.locale', 'updateAccount'],
  ['member.companies.slug', 'changeSlug'],
  ['member.companies.contact', 'updateStoreContact'],
  ['member.companies.persons[]', 'updateStoreContact'],
  ...['name', 'country', 'region', 'city', 'address', 'identifiers[]', 'mainProducts[]', 'description'].map(
    (path) => [`member.companies.${path}`, 'updateCompany'] as const,
  ),
  ['member.companies.categoryCodes[]', 'updateCompany'],
  ['member.companies.foundedYear', 'updateCompany'],
  ['member.subscriptions', 'changeSubscription'],
  ['member.devices', 'updateDevice'],
  ['member.cannedAnswers', 'saveCannedAnswer'],
  ['events.memberships.role', 'changeMemberRole'],
];
const FIXED = new Set(['user.unique_id.pseudonymous', 'user.behavior']);

/** The mutation by which a member corrects a value; null: none does, and a request about one’s rights is the way. */
export function correctedBy(row: { store: string; collection: string; path: string; category: string }): string | null {
  const at = `${row.store}.${row.collection}.${row.path}`;
  const [, mutation] = CORRECTED_BY.find(([prefix]) => isBelow(at, prefix)) ?? [];
  if (!mutation || (FIXED.has(row.category) && mutation !== 'changeSlug')) return null;
  return mutation;
}

const isBelow = (at: string, prefix: string): boolean =>
  at === prefix || at.startsWith(`${prefix}.`) || at.startsWith(`${prefix}[`);
