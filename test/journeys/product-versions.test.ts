import { randomUUID } from 'node:crypto';
import { colleaguesIn, type Colleague, type Colleagues } from '../kit/colleagues.ts';
import { change, draft } from '../kit/selling.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let colleagues: Colleagues;
let owner: Colleague;
let editor: Colleague;

beforeAll(async () => {
  world = await startWorld({ companies: 2, products: 0 });
  colleagues = await colleaguesIn(world);
  owner = await colleagues.owner();
  editor = await colleagues.member(owner, 'EDITOR');
}, 120_000);
afterAll(async () => {
  await colleagues?.close();
  await world?.stop();
});

const act = (mutation: string, input: Record<string, unknown>, who = owner) =>
  change(world, mutation, input, who.headers);

it('shows both sides of a lost update, and takes it once it names the version that is there', async () => {
  const { id } = await draft(world, { leadTimeDays: 7, oem: true }, owner.headers);
  const theirs = await act('updateProduct', { id, expectedVersion: 1, leadTimeDays: 10 }, editor);
  expect(theirs).toMatchObject({ version: 2, leadTimeDays: 10, oem: true });
  const mine = { id, expectedVersion: 1, leadTimeDays: 30, oem: null };
  const lost = await act('updateProduct', mine);
  expect(lost).toMatchObject({
    __typename: 'ProductVersionConflict',
    currentVersion: 2,
    expectedVersion: 1,
    current: { version: 2, leadTimeDays: 10, oem: true },
  });
  expect(new Map(lost.yours.map(({ field, value }: { field: string; value: string }) => [field, value]))).toEqual(
    new Map([
      ['leadTimeDays', '30'],
      ['oem', 'null'],
    ]),
  );
  expect(lost.message).toMatch(/^Expected version 1, found 2/);
  const taken = await act('updateProduct', { ...mine, expectedVersion: lost.currentVersion });
  expect(taken).toMatchObject({ version: 3, leadTimeDays: 30, oem: null });
});

/** As an app asks: when it was not told what came of it, again with the same key. */
async function persistently(input: Record<string, unknown>, who: Colleague) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await act('updateProduct', input, who);
    } catch (error) {
      if (attempt === 5 || !(error as Error).message.includes('UNAVAILABLE')) throw error;
    }
  }
}

it.each([
  ['with keys', 100, () => randomUUID()],
  ['without', 40, () => null],
])(
  'loses none of many parallel edits silently, %s',
  async (_, count, key) => {
    const { id } = await draft(world, {}, owner.headers);
    const edit = (n: number) => {
      const input = { id, expectedVersion: 1, leadTimeDays: n, idempotencyKey: key() };
      return persistently(input, n % 2 ? owner : editor);
    };
    const answers = await Promise.all(Array.from({ length: count }, (__, n) => edit(n)));
    const taken = answers.filter(({ __typename }) => __typename === 'Product');
    const conflicts = answers.filter(({ __typename }) => __typename === 'ProductVersionConflict');
    expect([taken.length, conflicts.length]).toEqual([1, count - 1]);
    const { data } = await world.ask(
      'query ($id: ID!) { product(id: $id) { version leadTimeDays } }',
      { id },
      owner.headers,
    );
    expect(data.product).toEqual({ version: 2, leadTimeDays: taken[0].leadTimeDays });
    expect(conflicts.every(({ current }) => current.leadTimeDays === taken[0].leadTimeDays)).toBe(true);
  },
  120_000,
);

it('counts every one of parallel edits, when each is sent anew until it is taken', async () => {
  const { id } = await draft(world, { certificates: [] }, owner.headers);
  const add = async (n: number): Promise<void> => {
    for (let certificates: { standard: string }[] = [], expectedVersion = 1; ;) {
      const sent = [...certificates, { standard: `S-${n}` }].slice(-20);
      const answer = await act('updateProduct', { id, expectedVersion, certificates: sent, leadTimeDays: n });
      if (answer.__typename === 'Product') return;
      certificates = answer.current.certificates.map(({ standard }: { standard: string }) => ({ standard }));
      expectedVersion = answer.currentVersion;
    }
  };
  await Promise.all(Array.from({ length: 12 }, (_, n) => add(n)));
  const { data } = await world.ask(
    'query ($id: ID!) { product(id: $id) { version certificates { standard } } }',
    { id },
    owner.headers,
  );
  expect(data.product.version).toBe(13);
  expect(new Set(data.product.certificates.map(({ standard }: { standard: string }) => standard)).size).toBe(12);
}, 120_000);

it('leaves what an edit does not name, and takes away what it names as null', async () => {
  const name = [{ locale: 'TR', text: 'Vana' }];
  const made = await draft(world, { name, externalId: 'E-1', price: { currency: 'USD', minimum: '1' } }, owner.headers);
  const kept = await act('updateProduct', { id: made.id, expectedVersion: 1, hsCode: '848180' });
  expect(kept).toMatchObject({ hsCode: '848180', externalId: 'E-1', price: { minimum: '1' }, name: 'Vana' });
  const less = await act('updateProduct', {
    id: made.id,
    expectedVersion: 2,
    price: null,
    externalId: null,
    hsCode: null,
  });
  expect(less).toMatchObject({ hsCode: null, externalId: null, price: null, name: 'Vana' });
  expect(await act('updateProduct', { id: made.id, expectedVersion: 3, name: null })).toMatchObject({ field: 'name' });
});

it('says of every language how its texts came to be', async () => {
  const name = [{ locale: 'TR', text: 'Küresel vana' }];
  const { id } = await draft(world, { name }, owner.headers);
  const given = { id, expectedVersion: 1, locale: 'EN', name: 'Ball valve', provenance: 'MACHINE', from: 'TR' };
  const translated = await act('translateProduct', given);
  expect(translated).toMatchObject({ version: 2, name: 'Ball valve', nameProvenance: 'MACHINE' });
  expect(translated.texts).toMatchObject([
    { locale: 'TR', provenance: 'SOURCE', translatedFrom: null },
    { locale: 'EN', name: 'Ball valve', provenance: 'MACHINE', translatedFrom: 'TR' },
  ]);
  const named = await act('updateProduct', {
    id,
    expectedVersion: 2,
    name: [...name, { locale: 'EN', text: 'Ball valves' }],
  });
  expect(named.texts).toMatchObject([{ provenance: 'SOURCE' }, { provenance: 'SOURCE', name: 'Ball valves' }]);
  expect(await act('translateProduct', given)).toMatchObject({
    __typename: 'ProductVersionConflict',
    currentVersion: 3,
  });
  expect(await act('translateProduct', { ...given, expectedVersion: 3, from: 'ZH' })).toMatchObject({ field: 'from' });
  expect(await act('translateProduct', { ...given, expectedVersion: 3, name: ' ' })).toMatchObject({ field: 'name' });
});

it('does not publish what a machine alone has written', async () => {
  const { id } = await draft(world, { name: [{ locale: 'EN', text: 'x' }] }, owner.headers);
  await act('translateProduct', { id, expectedVersion: 1, locale: 'EN', name: 'y', provenance: 'MACHINE' });
  expect(await act('publishProduct', { id })).toMatchObject({ __typename: 'NotPublishable', missing: ['name'] });
});
