import { instant, text } from '../../kit/record/field.ts';
import { record } from '../../kit/record/record.ts';

/**
 * A version of the privacy policy: its id is what a member accepts. The privacy subgraph publishes all that it has when it starts, those to
 * come too, so that each takes effect by the clock.
 */
export const policyVersionRecord = record({
  collection: 'policyVersions',
  version: 1,
  fields: { effectiveAt: instant(), digest: text(64, undefined, '^[0-9a-f]{64}$') },
  indexes: [{ keys: { effectiveAt: 1 } }],
});
