import { globalId } from '../../../kit/global-id/global-id.ts';
import { writtenCode } from './export-code.ts';
import type { ShownExport } from './personal-data-exports.ts';

export const presentExport = ({ _id, state, requestedAt, readyAt, expiresAt, fetchedAt, code }: ShownExport) => ({
  __typename: 'PersonalDataExport',
  id: globalId('PersonalDataExport', _id),
  state,
  requestedAt,
  readyAt,
  expiresAt,
  fetchedAt,
  code: code === null ? null : writtenCode(code),
});
