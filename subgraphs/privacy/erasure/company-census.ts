import type { Connection } from 'mongoose';
import type { CompanyFate, HeldRecord } from '../../../kit/participation/erasing.ts';
import type { PersonCount } from '../../../kit/participation/participant.ts';

interface CompanyPlace {
  store: string;
  collection: string;
  /** Where the id of the company stands. */
  subjectPath: string;
  fates: readonly CompanyFate['fate'][];
  /** What of it must not be there; everything when absent. */
  that?: object;
}

/** What names a company by its id and nobody by a reference: gone with a sole trader, and shown no more of one that its last owner left. */
const PLACES: readonly CompanyPlace[] = [
  { store: 'member', collection: 'companies', subjectPath: '_id', fates: ['ERASED'] },
  { store: 'events', collection: 'companyCards', subjectPath: '_id', fates: ['ERASED'] },
  { store: 'catalog', collection: 'companyCards', subjectPath: '_id', fates: ['ERASED'] },
  { store: 'catalog', collection: 'products', subjectPath: 'companyId', fates: ['ERASED'] },
  { store: 'catalog', collection: 'images', subjectPath: 'companyId', fates: ['ERASED'] },
  { store: 'catalog', collection: 'importJobs', subjectPath: 'companyId', fates: ['ERASED'] },
  { store: 'events', collection: 'productListings', subjectPath: 'companyId', fates: ['ERASED'] },
  { store: 'events', collection: 'memberships', subjectPath: 'companyId', fates: ['ERASED'] },
  { store: 'member', collection: 'cannedAnswers', subjectPath: 'companyId', fates: ['ERASED'] },
  { store: 'member', collection: 'invitations', subjectPath: 'companyId', fates: ['ERASED', 'WITHDRAWN'] },
  {
    store: 'catalog',
    collection: 'products',
    subjectPath: 'companyId',
    fates: ['WITHDRAWN'],
    that: { status: 'PUBLISHED' },
  },
  {
    store: 'events',
    collection: 'productListings',
    subjectPath: 'companyId',
    fates: ['WITHDRAWN'],
    that: { shown: true },
  },
];

/** Counts in the databases themselves what is left of companies that went with their person. What is held stays, and does not count. */
export async function companiesLeft(
  databases: readonly { name: string; connection: Connection }[],
  companies: readonly CompanyFate[],
  held: readonly HeldRecord[],
): Promise<PersonCount[]> {
  const counts: PersonCount[] = [];
  for (const { store, collection, subjectPath, fates, that = {} } of PLACES) {
    const ids = companies.filter(({ fate }) => fates.includes(fate)).map(({ companyId }) => companyId);
    const connection = databases.find(({ name }) => name === store)?.connection;
    if (ids.length === 0 || !connection) continue;
    const kept = held.filter((one) => one.store === store && one.collection === collection).map(({ id }) => id);
    const which = { $and: [{ [subjectPath]: { $in: ids } }, { _id: { $nin: kept } }, that] };
    const records = await connection.collection(collection).countDocuments(which);
    if (records > 0) counts.push({ store, collection, subjectPath, records });
  }
  return counts;
}
