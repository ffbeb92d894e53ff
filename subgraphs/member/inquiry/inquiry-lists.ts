import { timePage, type TimePlace } from '../../../kit/graphql/time-page.ts';
import type { SeenInquiry } from './inquiry-views.ts';
import { presentInquiry } from './inquiry.presenter.ts';

/** The page of a list of inquiries of which one more was read than the page shows. */
export const inquiryPage = (found: readonly SeenInquiry[], size: number, after: TimePlace | null) =>
  timePage(
    found,
    size,
    after,
    ({ inquiry: { lastMessageAt: at, _id: id } }) => ({ at, id }),
    (seen) => presentInquiry(seen),
  );
