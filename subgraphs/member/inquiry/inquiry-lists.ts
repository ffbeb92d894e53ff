import { badInput } from '../../../kit/graphql/refusal.ts';
import { timePage, type TimePlace } from '../../../kit/graphql/time-page.ts';
import type { SeenInquiries } from './inquiry-views.ts';
import { presentInquiry } from './inquiry.presenter.ts';

const MOST_SOUGHT = 100;

/** The page of a list of inquiries of which one more was read than the page shows. */
export const inquiryPage = ({ found, isCut }: SeenInquiries, size: number, after: TimePlace | null) => ({
  ...timePage(
    found,
    size,
    after,
    ({ inquiry: { lastMessageAt: at, _id: id } }) => ({ at, id }),
    (seen) => presentInquiry(seen),
  ),
  isCut,
});

/** Conditions, with a text that can be looked for. Throws BAD_USER_INPUT. */
export function searchable<W extends { text?: string | null }>(where: W | null | undefined): Partial<W> {
  const text = where?.text;
  if (text == null || (text.trim() !== '' && text.length <= MOST_SOUGHT)) return where ?? {};
  throw badInput(`Expected \`where.text\` in 1 to ${MOST_SOUGHT} characters, got ${text.trim().length}.`);
}
