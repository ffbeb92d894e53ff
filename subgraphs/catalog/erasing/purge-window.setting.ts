import { wholeNumber } from '../../../kit/config/setting.ts';

export const PURGE_HOURS = 20;

/** PURGE_HOURS: how long erasures are gathered until the search indexes are built anew for all of them; 0 builds at once. Of a day an hour is left to build. */
export const purgeHours = wholeNumber(0, 23, PURGE_HOURS);
