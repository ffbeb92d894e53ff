import { text } from '../../kit/record/field.ts';
import { about } from '../../kit/record/personal.ts';

/** The account of somebody of the staff in what they decided: a pseudonym, kept as long as the decision. `since` is the path of its clock. */
export const staffAccount = (path: string, since: string) => ({
  ...text(
    24,
    about({
      subject: path,
      purposes: ['verification'],
      basis: 'legitimate interest',
      retention: 'decisions',
      since,
      onErasure: 'retain',
      onExport: 'include',
      protection: 'plain',
    })('user.unique_id.pseudonymous'),
    '^[0-9a-f]{24}$',
  ),
  refersTo: 'ANYBODY' as const,
});

/** What is written about a decision may name people whom we do not know: each text is sealed under a key of its own. */
export const namedIn = (subject: string, since: string) =>
  about({
    subject,
    purposes: ['verification'],
    basis: 'legitimate interest',
    retention: 'decisions',
    since,
    onErasure: 'remove item',
    onExport: 'include',
    protection: 'encrypted',
  });

/** Twelve months after a matter was closed: the retention schedule's period for decisions. */
export const DECISIONS_KEPT_SECONDS = 365 * 86_400;
