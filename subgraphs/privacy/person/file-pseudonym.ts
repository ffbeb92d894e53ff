import { text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';

/** The id of an account. */
const ACCOUNT_ID = '^[0-9a-f]{24}$';

/** An account or a person in the file of a case, or in what is done for one: a pseudonym, kept as long as the case. `subject`: where it stands in its record. */
export const filePseudonym = (subject: string, pattern = ACCOUNT_ID) => ({
  ...text(
    26,
    about({
      subject,
      purposes: ['rights'],
      basis: 'legal obligation',
      retention: 'rights case',
      since: 'closedAt',
      onErasure: 'retain',
      onExport: 'include',
      protection: 'plain',
    })('user.unique_id.pseudonymous'),
    pattern,
  ),
  refersTo: 'ANYBODY' as const,
});
