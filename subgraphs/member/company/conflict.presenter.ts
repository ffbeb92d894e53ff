import type { Locale } from '../../../kit/text/localized-text.ts';
import type { Conflict } from './company-editor.ts';
import { presentCompany } from './company.presenter.ts';

/** Both versions, with the company as it is now. */
export const presentConflict = ({ current, expectedVersion }: Conflict, locale: Locale) => ({
  __typename: 'CompanyVersionConflict' as const,
  message: `Expected version ${current.version} of the company, got ${expectedVersion}: somebody changed it meanwhile. Compare with \`current\`, then ask again with its version.`,
  current: presentCompany(current, locale),
  currentVersion: current.version,
  expectedVersion,
});
