import 'reflect-metadata';
import mongoose from 'mongoose';
import { DATABASES } from '../../databases.ts';
import { dataMapOf } from '../../kit/data-map/data-map.ts';
import { erasurePlanOf } from '../../kit/data-map/erasure-plan.ts';
import { FENCES } from '../../kit/fence/fences.ts';
import { referencesIn } from '../../kit/fence/guarded.ts';
import { hasSealed } from '../../kit/record/inventory.ts';
import { modelOf, type RecordDeclaration } from '../../kit/record/record.ts';
import { Records } from '../../kit/record/records.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';

/** What an erasure takes away, by the data map: the places that whoever writes has to be guarded at. Tokens alone bring nobody back. */
const PLACES = DATABASES.flatMap(({ name, records }) =>
  erasurePlanOf(dataMapOf([{ name, records }]).filter((row) => !row.personal || row.protection !== 'keyed hash'))
    .filter(({ action }) => action !== 'retain')
    .map(({ collection, subjectPath }) => ({ name, collection, subjectPath })),
);
const declared = (name: string, collection: string): RecordDeclaration =>
  DATABASES.find((one) => one.name === name)!.records.find((one) => one.collection === collection)!;

/** As every part of the directory opens it. */
const openedOf = (record: RecordDeclaration) => {
  const connection = mongoose.createConnection();
  return hasSealed(record)
    ? new Records(connection, record, null as never).collection
    : modelOf(connection, record).collection;
};

/** A document with one reference in it, at a path such as `persons[].personRef`. */
const documentWith = (path: string, reference: string): unknown =>
  path
    .split('.')
    .reduceRight<unknown>(
      (inner, name) => (name.endsWith('[]') ? { [name.slice(0, -2)]: [inner] } : { [name]: inner }),
      reference,
    );

it('there are such places, in each database that stores people', () => {
  expect(PLACES.length).toBeGreaterThan(50);
  expect(new Set(PLACES.map(({ name }) => name))).toEqual(new Set(['member', 'events', 'catalog', 'privacy']));
});

it.each(PLACES)('$name.$collection is guarded at $subjectPath', ({ name, collection, subjectPath }) => {
  const reference = newSubjectRef();
  const opened = openedOf(declared(name, collection));
  expect(referencesIn(opened, documentWith(subjectPath, reference))).toEqual([reference]);
});

it.each([...new Set(PLACES.map(({ name }) => name))])('%s has fences of its own', (name) => {
  const { records } = DATABASES.find((one) => one.name === name)!;
  expect(records.filter(({ collection }) => collection === FENCES)).toHaveLength(1);
});

it('what is told of an erasure itself is not refused', () => {
  const told = [
    ['events', 'auditEvents', 'subjectRef'],
    ['privacy', 'auditEntries', 'subjectRef'],
    ['privacy', 'privacyCases', 'applicantRef'],
    ['privacy', 'accountCancellations', 'accountId'],
  ] as const;
  for (const [name, collection, path] of told) {
    const opened = openedOf(declared(name, collection));
    expect(referencesIn(opened, documentWith(path, newSubjectRef()))).toEqual([]);
  }
});
