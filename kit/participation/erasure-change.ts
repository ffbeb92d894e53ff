import type { mongo } from 'mongoose';
import type { ErasureStep } from '../data-map/erasure-plan.ts';
import type { Field, Fields } from '../record/field.ts';
import { scopeOf } from '../record/inventory.ts';
import type { RecordDeclaration } from '../record/record.ts';
import { deleting, refsOf, type ErasurePlace, type Stored, type StoredFilter } from './erasure-place.ts';

/** What an erasure does with the documents of one place, and which of them there is something to do with. */
export interface ErasureChange {
  which: (refs: readonly string[]) => StoredFilter;
  change: ErasurePlace['change'];
}

type Collection = mongo.Collection<Stored>;

/** Throws for what the declaration asks and nothing here does: a directory that could not erase as it declares does not start. */
export function erasureChange(step: ErasureStep, declaration: RecordDeclaration, stored: Collection): ErasureChange {
  const { subjectPath, action } = step;
  const list = scopeOf(subjectPath).slice(0, -2);
  const reference = list ? subjectPath.slice(list.length + 3) : subjectPath;
  if (list.includes('[]') || !reference) throw refused(step, 'of items of lists in lists');
  if (action === 'delete document')
    return { which: (refs) => ({ [subjectPath.replaceAll('[]', '')]: { $in: [...refs] } }), change: deleting(stored) };
  if (action === 'remove item') return removingItems(stored, list, reference);
  if (action === 'unset' || action === 'detach') return emptying(step, declaration, stored, list, reference);
  throw refused(step, '');
}

const removingItems = (stored: Collection, list: string, reference: string): ErasureChange => ({
  which: (refs) => ({ [`${list}.${reference}`]: { $in: [...refs] } }),
  change: async (which, target, session) => {
    const pulled = { $pull: { [list]: { [reference]: { $in: refsOf(target) } } } };
    return (await stored.updateMany(which, pulled as never, { session })).modifiedCount;
  },
});

/** Each path becomes null where it may be, and is taken away elsewhere. */
function emptying(
  step: ErasureStep,
  { fields, lookups = {} }: RecordDeclaration,
  stored: Collection,
  list: string,
  reference: string,
): ErasureChange {
  const inItem = list ? `${list}[].` : '';
  const paths = step.paths.map((path) => {
    const isItems = inItem !== '' && path.startsWith(inItem);
    const name = (isItems ? path.slice(inItem.length) : path).replace(/\[\]$/, '');
    if (name.includes('[]') || (inItem && !isItems)) throw refused(step, `of ${path}`);
    const field = path.replace(/\[\]$/, '') in lookups ? 'optional' : emptyAs(fields, path.replace(/\[\]$/, ''));
    if (!field) throw refused(step, `of ${path}, which must be there`);
    return { name, at: isItems ? `${list}.$[item].${name}` : name, isNull: field === 'nullable' };
  });
  const update = {
    ...operator(
      '$set',
      paths.filter(({ isNull }) => isNull),
      null,
    ),
    ...operator(
      '$unset',
      paths.filter(({ isNull }) => !isNull),
      true,
    ),
  };
  const there = { $or: paths.map(({ name }) => ({ [name]: { $ne: null } })) };
  return {
    which: (refs) => {
      const those = { [reference]: { $in: [...refs] }, ...there };
      return list ? { [list]: { $elemMatch: those } } : those;
    },
    change: async (which, target, session) => {
      const arrayFilters = list ? [{ [`item.${reference}`]: { $in: refsOf(target) } }] : undefined;
      const options = { session, ...(arrayFilters && { arrayFilters }) };
      return (await stored.updateMany(which, update, options)).modifiedCount;
    },
  };
}

const operator = (name: '$set' | '$unset', paths: readonly { at: string }[], value: null | true) =>
  paths.length > 0 ? { [name]: Object.fromEntries(paths.map(({ at }) => [at, value])) } : {};

/** As what a path may be empty; null: it may not. */
function emptyAs(fields: Fields, path: string): 'nullable' | 'optional' | null {
  const [first = '', ...rest] = path.split('.');
  const field: Field | undefined = fields[first.replace('[]', '')];
  const inner = field?.kind === 'list' ? field.item : field;
  if (rest.length > 0) return inner?.kind === 'group' ? emptyAs(inner.fields, rest.join('.')) : null;
  if (field?.optional) return 'optional';
  return field?.nullable ? 'nullable' : null;
}

const refused = ({ store, collection, subjectPath, action }: ErasureStep, what: string): Error =>
  new Error(`${store}.${collection}.${subjectPath}: expected an erasure that can be done, got "${action}" ${what}.`);
