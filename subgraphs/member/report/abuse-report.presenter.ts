import { globalId } from '../../../kit/global-id/global-id.ts';
import { InquirySide } from '../inquiry/inquiry.enum.ts';
import { AbuseDecision, AbuseReason, AbuseReportState } from './abuse-report.enum.ts';
import type { SeenReport } from './abuse-report-views.ts';

/** What whoever reported, and staff, see of a report. `seen` is for the fields that are asked for apart; no field shows it. */
export const presentReport = (seen: SeenReport) => {
  const { report, canDecide } = seen;
  return {
    __typename: 'AbuseReport' as const,
    id: globalId('AbuseReport', report._id),
    side: InquirySide[report.side],
    reasonCode: AbuseReason[report.reason],
    text: report.said[0]?.text || null,
    state: AbuseReportState[report.state],
    decision: report.decision && AbuseDecision[report.decision],
    foundReason: report.foundReason && AbuseReason[report.foundReason],
    answer: report.words[0]?.text ?? null,
    createdAt: report.createdAt,
    decidedAt: report.closedAt,
    version: report.version,
    viewerCanDecide: canDecide,
    seen,
  };
};

export type PresentedReport = ReturnType<typeof presentReport>;
