import { canonicalJson } from '../../../kit/text/canonical-json.ts';
import type { CompanyChange } from './company-change.record.ts';

/** A change, field by field. */
export function presentChange({ at, fields, before }: CompanyChange) {
  const stood = JSON.parse(before) as Record<string, unknown>;
  return {
    at,
    fields: fields.map((field) => ({
      field,
      before: Object.hasOwn(stood, field) ? canonicalJson(stood[field]) : null,
    })),
  };
}
