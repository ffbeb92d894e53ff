import { mod97 } from './check-sums.ts';

/** Whether a text is a legal entity identifier (ISO 17442): 18 letters and digits, and two digits that check them. */
export const isLei = (value: string): boolean => /^[0-9A-Z]{18}[0-9]{2}$/.test(value) && mod97(value) === 1;
