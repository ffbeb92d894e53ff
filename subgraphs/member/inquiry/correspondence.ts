/** Twelve months after the last message: the retention schedule's period for correspondence. */
export const CORRESPONDENCE_SECONDS = 365 * 86_400;
/** The sweep takes what is over within minutes; should it not run for a day, the database does. */
export const GONE_SECONDS = CORRESPONDENCE_SECONDS + 86_400;

/** What all that is about correspondence has in common, but for whom it is about and from when its period runs. */
export const CORRESPONDENCE = {
  purposes: ['correspondence'],
  basis: 'contract',
  retention: 'correspondence',
  onExport: 'include',
  protection: 'encrypted',
} as const;

/** Characters of a message. */
export const MOST_MESSAGE = 5_000;
/** Messages of a thread. */
export const MOST_MESSAGES = 500;
