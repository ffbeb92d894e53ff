import { wholeNumber } from '../../../kit/config/setting.ts';

export const PURGE_HOURS = 20;

/** PURGE_HOURS: how long erasures are gathered until the search indexes are built anew for all of them; 0 builds at once. */
export const purgeHours = wholeNumber(0, 24, PURGE_HOURS);
