import { wholeNumber } from '../../kit/config/setting.ts';

/** Megabytes of answers that are kept when nothing else is said. */
export const ANSWERS_KEPT_MB = 48;

/** ANSWERS_KEPT_MB: how much memory answers to anonymous searches may take that are kept to be given again; 0 keeps none. */
export const answersKept = wholeNumber(0, 4_096, ANSWERS_KEPT_MB);
