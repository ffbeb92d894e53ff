/** So long an address may be proven by the mail that was sent to it. */
export const PROVABLE_SECONDS = 7 * 86_400;
