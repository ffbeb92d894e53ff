import { globalId } from '../../../kit/global-id/global-id.ts';
import { canonicalJson } from '../../../kit/text/canonical-json.ts';
import type { CompanyChange } from './company-change.record.ts';

/** A change, field by field. */
export function presentChange({ _id, at, fields, before }: CompanyChange) {
  const stood = JSON.parse(before) as Record<string, unknown>;
  return {
    __typename: 'CompanyChange' as const,
    id: globalId('CompanyChange', _id),
    at,
    fields: fields.map((field) => ({
      field,
      before: Object.hasOwn(stood, field) ? canonicalJson(stood[field]) : null,
    })),
  };
}
