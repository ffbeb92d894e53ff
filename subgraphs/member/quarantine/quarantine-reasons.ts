/** Why an inquiry is held back from the company's ordinary list. */
export const QUARANTINE_REASONS = ['LINK', 'WORD', 'REPEATED_TEXT'] as const;
export type QuarantineReasonName = (typeof QUARANTINE_REASONS)[number];
