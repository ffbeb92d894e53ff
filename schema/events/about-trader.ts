import { about } from '../../kit/record/personal.ts';

/**
 * What a company says of itself is about a person where the company is one: a sole trader. It is sealed under the trader's own key, in the
 * company and in every copy of its card; for a legal entity (`traderRef` null) it is stored as it is.
 */
export const aboutTrader = about({
  subject: 'traderRef',
  purposes: ['listing'],
  basis: 'contract',
  retention: 'while listed',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'encrypted',
});

/** For codes that searches narrow by: the same for many companies. */
export const PLAIN = { protection: 'plain' } as const;
