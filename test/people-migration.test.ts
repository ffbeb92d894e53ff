import 'reflect-metadata';
import type { Connection } from 'mongoose';
import { DATABASES } from '../databases.ts';
import { startLocalServers, type LocalServers } from '../kit/local-servers/local-servers.ts';
import { migrate } from '../kit/migration/migrate.ts';
import { connect } from '../kit/mongo/connect.ts';
import { flag, group, instant, integer, list, nullable, oneOf, text, type Field } from '../kit/record/field.ts';
import { ensureCollections, modelOf, record, type Recorded } from '../kit/record/record.ts';
import { Records } from '../kit/record/records.ts';
import { localizedText } from '../kit/text/localized-text.ts';
import { Companies } from '../subgraphs/member/company/companies.ts';
import { presentCompany } from '../subgraphs/member/company/company.presenter.ts';
import { companyRecord, type CompanyRecord } from '../subgraphs/member/company/company.record.ts';
import { companyCardRecord } from '../schema/events/company-card.ts';
import { newSubjectRef } from '../kit/subject-keys/subject-ref.ts';
import { companies } from '../seed/company/companies.ts';
import { companyRecordOf } from '../seed/write-market.ts';
import { startTestKeys, type TestKeys } from './kit/keyring.ts';

/** The declarations of the release before people were in companies. */
const olderCompany = record({
  collection: 'companies',
  version: 1,
  fields: {
    slug: text(120, undefined, '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name: localizedText(200),
    country: text(2, undefined, '^[A-Z]{2}$'),
    region: nullable(text(10)),
    city: localizedText(100),
    address: nullable(text(300)),
    identifiers: list(group({ scheme: oneOf(['VKN', 'USCC', 'REGISTRY']), value: text(40) }), 10),
    mainProducts: list(localizedText(100), 20),
    description: localizedText(5_000),
    categoryCodes: list(text(20), 50),
    foundedYear: nullable(integer(1000, 2100)),
    contact: nullable(
      group({ email: nullable(text(254)), telephone: nullable(text(30)), website: nullable(text(300)) }),
    ),
    verifiedUntil: nullable(instant()),
    status: oneOf(['ACTIVE', 'SUSPENDED', 'CLOSED']),
    createdAt: instant(),
    updatedAt: instant(),
    version: integer(1, 2 ** 31),
  },
  indexes: [{ keys: { slug: 1 }, unique: true }],
});
const olderCard = record({
  collection: 'companyCards',
  version: 1,
  fields: {
    slug: text(120),
    name: localizedText(200),
    country: text(2, undefined, '^[A-Z]{2}$'),
    region: nullable(text(10)),
    city: localizedText(100),
    mainProducts: list(localizedText(100), 20),
    description: localizedText(5_000),
    categoryCodes: list(text(20), 50),
    verifiedUntil: nullable(instant()),
    hidden: flag(),
    createdAt: instant(),
    version: integer(1, 2 ** 31),
  },
  indexes: [],
});

/** A group of a record without some of its fields. */
const without = (field: Field, ...names: string[]): Field => {
  const { fields } = field as Extract<Field, { kind: 'group' }>;
  return {
    ...field,
    fields: Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name))),
  } as Field;
};
/** The declaration of the release before each line of a contact said who sees it. */
const { contact, persons, rosterChanges: _, ...rest } = companyRecord.fields;
const secondCompany = record({
  ...companyRecord,
  version: 2,
  fields: {
    ...rest,
    contact: without(contact, 'fax', 'visibility'),
    persons: { ...persons, item: without(persons.item, 'afterInquiry') },
  },
});

let servers: LocalServers;
let keys: TestKeys;
let connections: readonly [Connection, Connection, Connection];
beforeAll(async () => {
  [servers, keys] = await Promise.all([
    startLocalServers({ dataDir: null, env: process.env, log: () => undefined }),
    startTestKeys(),
  ]);
  connections = connect(servers.mongo.uri, ['member', 'events', 'catalog']);
  const [member, events, catalog] = connections;
  await member.asPromise();
  await ensureCollections(member, [olderCompany]);
  await ensureCollections(events, [olderCard]);
  await ensureCollections(catalog, [olderCard]);
});
afterAll(async () => {
  await connections?.[0].close();
  await servers?.stop();
  await keys?.close();
});

const made = [...companies(10)].map(companyRecordOf);
const [trader] = made.filter(({ traderRef }) => traderRef !== null) as [CompanyRecord];
const entities = made.filter(({ traderRef }) => traderRef === null);
const old = (company: CompanyRecord) => {
  const fields = Object.entries(company).filter(([name]) => name !== 'traderRef' && name !== 'persons');
  return Object.fromEntries(fields) as Recorded<typeof olderCompany>;
};
const oldCard = ({
  _id,
  slug,
  name,
  country,
  region,
  city,
  mainProducts,
  description,
  categoryCodes,
}: CompanyRecord) => ({
  _id,
  slug,
  name,
  country,
  region,
  city,
  mainProducts,
  description,
  categoryCodes,
  verifiedUntil: null,
  hidden: false,
  createdAt: new Date(0),
  version: 1,
});
const olderWrites = async (company: CompanyRecord): Promise<void> => {
  const [member, events, catalog] = connections;
  await modelOf(member, olderCompany).create(old(company));
  for (const connection of [events, catalog]) await modelOf(connection, olderCard).create(oldCard(company));
};
const databases = () =>
  DATABASES.flatMap((database) => {
    const connection = connections.find(({ name }) => name === database.name);
    return connection ? [{ connection, database }] : [];
  });
const storedIn = (connection: Connection, collection: string, id: string) =>
  connection.db!.collection<{ _id: string }>(collection).findOne({ _id: id });

it('takes what an older process writes beside what a newer one does, and then everything is of the new shape', async () => {
  const [first, second, third] = entities as [CompanyRecord, CompanyRecord, CompanyRecord];
  await olderWrites(first);
  for (const { connection, database } of databases()) {
    await migrate(connection, database, { say: () => undefined, expandOnly: true });
  }
  const [member, events, catalog] = connections;
  const newer = new Companies(member, events, keys.keyring);
  await newer.save([third, trader]);
  await olderWrites(second);
  const shown = await newer.shown([first._id, second._id, third._id, trader._id]);
  expect(shown.map((company) => (company as CompanyRecord).name)).toEqual(
    [first, second, third, trader].map(({ name }) => name),
  );
  expect(presentCompany(shown[0] as CompanyRecord, 'EN')).toMatchObject({ legalForm: 'ENTITY' });

  for (const { connection, database } of databases()) await migrate(connection, database, { say: () => undefined });
  for (const { _id, ...company } of [first, second]) {
    expect(await storedIn(member, 'companies', _id)).toEqual({
      ...old({ _id, ...company }),
      traderRef: null,
      persons: [],
    });
    expect(await storedIn(events, 'companyCards', _id)).toMatchObject({ traderRef: null, name: company.name });
    expect(await storedIn(catalog, 'companyCards', _id)).toMatchObject({ traderRef: null, name: company.name });
  }
  expect(await newer.shown([trader._id])).toEqual([trader]);
  await expect(modelOf(member, olderCompany).create(old(entities[3]!))).rejects.toMatchObject({ code: 121 });
});

it('refuses a trader’s plain name, and a legal entity’s sealed one', async () => {
  const stored = connections[0].db!.collection<{ _id: string }>('companies');
  const plain = stored.updateOne({ _id: trader._id }, { $set: { 'name.tr': 'Ayşe' } });
  await expect(plain).rejects.toMatchObject({ code: 121 });
  const sealed = stored.updateOne({ _id: entities[0]!._id }, { $set: { 'name.tr': Buffer.from('x') } });
  await expect(sealed).rejects.toMatchObject({ code: 121 });
});

it('shows contacts of before each line said who sees it as it did, and takes new ones beside them', async () => {
  const [connection, events] = connect(servers.mongo.uri, ['older', 'olderEvents']) as [Connection, Connection];
  await connection.asPromise();
  try {
    await ensureCollections(connection, [secondCompany]);
    const named = { personRef: newSubjectRef(), name: 'Ada', role: 'Sales', email: null, telephone: null };
    const company: CompanyRecord = {
      ...entities[0]!,
      contact: { email: 'a@b.example', telephone: null, website: null },
      persons: [
        { ...named, shown: true, declaredAt: new Date(0) },
        { ...named, personRef: newSubjectRef(), name: 'Eve', shown: false, declaredAt: new Date(0) },
      ],
    };
    const stored = new Records(connection, secondCompany, keys.keyring);
    await stored.put([company]);
    await expect(stored.put([{ ...company, contact: { ...company.contact!, fax: '1' } }])).rejects.toMatchObject({
      code: 121,
    });
    await ensureCollections(connection, [companyRecord]);
    await ensureCollections(events, [companyCardRecord]);
    const newer = new Companies(connection, events, keys.keyring);
    const read = (await newer.byId(company._id))!;
    expect(read).toEqual(company);
    expect(presentCompany(read, 'EN').contact).toEqual({
      email: 'a@b.example',
      telephone: null,
      fax: null,
      website: null,
      persons: [{ name: 'Ada', role: 'Sales', email: null, telephone: null }],
    });
    const hidden = { email: 'INTERNAL', telephone: 'INTERNAL', fax: 'INTERNAL', website: 'INTERNAL' } as const;
    const changed: CompanyRecord = { ...read, contact: { ...read.contact!, fax: '+90 1', visibility: hidden } };
    await newer.save([changed]);
    expect(await newer.byId(company._id)).toEqual(changed);
    expect(presentCompany(changed, 'EN').contact).toMatchObject({ email: null, fax: null });
  } finally {
    await connection.close();
  }
});
