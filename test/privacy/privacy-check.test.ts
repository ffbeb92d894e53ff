import 'reflect-metadata';
import { Meilisearch } from 'meilisearch';
import { Arg, Field, InputType, ObjectType, Query, Resolver } from 'type-graphql';
import { STORES } from '../../data-map.ts';
import { leafFaults } from '../../kit/data-map/api-leaves.ts';
import { dataMapOf } from '../../kit/data-map/data-map.ts';
import { declarationFaults } from '../../kit/data-map/declaration-faults.ts';
import { Shows, ShowsNothingPersonal, ShowsRecord, TakesNothingPersonal } from '../../kit/graphql/leaf-declaration.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { instant, optional, subjectRef, text } from '../../kit/record/field.ts';
import { about } from '../../kit/record/personal.ts';
import { record } from '../../kit/record/record.ts';
import { containerOf } from '../../kit/subgraph/container.ts';
import { apiLeavesOf, federatedSchema } from '../../kit/subgraph/federated-schema.ts';
import { PURPOSES } from '../../schema/processing/purposes.ts';
import { RETENTION_SCHEDULE } from '../../schema/processing/retention-schedule.ts';
import { startWorld } from '../kit/world.ts';
import { declaredFaults } from './privacy-check.ts';

const map = dataMapOf(STORES);

it('everything that is declared, shown and taken holds together, and what is made from it is committed', () => {
  expect(declaredFaults()).toEqual([]);
});

it('a build with an undeclared field in a type, an input or an argument fails', () => {
  @InputType('MoveInput', { description: 'Moved.' })
  class MoveInput {
    @Field(() => String, { description: 'Where to.' })
    place!: string;
  }
  @ShowsRecord('products')
  @ObjectType('Ware', { description: 'A ware.' })
  class Ware {
    @ShowsNothingPersonal()
    @Field(() => String, { description: 'A mark.' })
    mark!: string;

    @Field(() => String, { description: 'In the record.' })
    unit!: string;

    @Field(() => String, { description: 'In no record.' })
    birthday!: string;

    @Shows('products.owner')
    @Field(() => String, { description: 'Of another path, which is none.' })
    owner!: string;
  }
  @ObjectType('Label', { description: 'A label.' })
  class Label {
    @Field(() => String, { description: 'Nothing said.' })
    text!: string;
  }
  @Resolver()
  class WareResolver {
    @Query(() => Ware)
    ware(@Arg('email', () => String) _email: string, @Arg('move', () => MoveInput) _move: MoveInput): null {
      return null;
    }
    @TakesNothingPersonal()
    @Query(() => Label)
    label(@Arg('code', () => String) _code: string): null {
      return null;
    }
  }
  const schema = federatedSchema({
    resolvers: [WareResolver],
    container: containerOf([new WareResolver()]),
    references: {},
  });
  expect(leafFaults(apiLeavesOf(schema), map).map((fault) => fault.replace(/\. Write .*/, ''))).toEqual([
    'Label.text: nothing says what it shows of what is stored',
    'MoveInput.place: nothing says what it takes of what is stored',
    'Query.ware(email:): nothing says what it takes of what is stored',
    'Ware.birthday: shows products.birthday, which no record stores',
    'Ware.owner: shows products.owner, which no record stores',
  ]);
});

it('a declaration with an unknown purpose or period fails', () => {
  const aboutGuest = about({
    subject: 'guestRef',
    purposes: ['selling'],
    basis: 'consent',
    retention: 'for ever',
    onErasure: 'delete document',
    onExport: 'include',
    protection: 'encrypted',
  });
  const guests = record({
    collection: 'guests',
    version: 1,
    fields: { guestRef: subjectRef('GUEST'), at: instant(), name: optional(text(9, aboutGuest('user.name'))) },
    indexes: [],
  });
  const stores = [...STORES, { name: 'visits', records: [guests] }];
  const faults = declarationFaults(stores, dataMapOf(stores), PURPOSES, RETENTION_SCHEDULE);
  expect(faults).toHaveLength(2);
  expect(faults[0]).toContain('visits.guests.name: names the purpose "selling", which the table does not have');
  expect(faults[1]).toContain('visits.guests.name: names the retention key "for ever"');
});

it('a directory that stored something undeclared, past its validators too, fails when it ends', async () => {
  const world = await startWorld({ companies: 4, products: 8 });
  const [connection] = connect(world.servers.mongo.uri, ['member']);
  await connection.asPromise();
  const companies = connection.db!.collection('companies');
  const company = await companies.findOne();
  const grown = { ...company, _id: 'f'.repeat(24), slug: 'another', birthday: '1970-01-01' };
  await companies.insertOne(grown as never, { bypassDocumentValidation: true });
  await connection.db!.createCollection('notes');
  await connection.close();
  const { url, masterKey } = world.servers.meili;
  const engine = new Meilisearch({ host: url, apiKey: masterKey });
  const live = Object.keys((await engine.getStats()).indexes).find((uid) => uid.startsWith('companies-'))!;
  const found = (await engine.index(live).getDocuments({ limit: 1 })).results[0]!;
  await engine
    .index(live)
    .updateDocuments([{ id: found['id'] as string, birthday: '1970-01-01' }])
    .waitTask({ timeout: 60_000 });
  const ended = await world.stop().then(
    () => 'in peace',
    (error: Error) => error.message,
  );
  expect(ended.split('\n').toSorted()).toEqual([
    'Stored in this world:',
    'member.companies.birthday: stored and not declared. Declare it in its record.',
    'member.notes: a collection that nothing declares. Declare its record, and give it to ensureCollections.',
    'search.companies.birthday: indexed and not declared. Declare it in its record.',
  ]);
});
