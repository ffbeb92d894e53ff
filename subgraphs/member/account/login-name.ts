import { fold } from '../../../kit/text/fold.ts';
import { mixesScripts } from '../../../kit/mail/email-address.ts';

const SHAPE = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{2,29}$/u;

/** The form in which login names are compared: capitals, width and accents make no difference. */
export const loginNameForm = (name: string): string => fold(name.trim().normalize('NFKC'));

/** A login name as it is stored and shown. */
export const loginNameText = (name: string): string => name.trim().normalize('NFKC');

/** Why a text is no login name, ending the sentence "Expected …"; null when it is one. It has no `@`: so no name is somebody's address. */
export function loginNameFault(name: string): string | null {
  if (name.length > 100 || !SHAPE.test(loginNameText(name))) {
    return '3 to 30 letters, digits, dots, underscores or hyphens, the first a letter or digit';
  }
  return mixesScripts(loginNameText(name)) ? 'letters of one script' : null;
}
