import { text } from '../../kit/record/field.ts';
import { record } from '../../kit/record/record.ts';
import { workFields } from '../../kit/work/work.fields.ts';

/**
 * A product that was taken down is to be shown again, because an appeal was granted: the member subgraph asks for it in the transaction that
 * grants, the catalog does it and takes the request away. The id is the appeal's.
 */
export const productReinstatementRecord = record({
  collection: 'productReinstatements',
  version: 1,
  fields: { ...workFields, productId: text(24, undefined, '^[0-9a-f]{24}$') },
  indexes: [{ keys: { dueAt: 1 } }],
});
