import 'reflect-metadata';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { createLog } from '../../kit/log/log.ts';
import { AskedParticipant } from '../../kit/participation/asked-participant.ts';
import type { Participant, PersonRecord } from '../../kit/participation/participant.ts';
import type { ParticipationWay } from '../../kit/participation/participation-desk.ts';
import {
  createParticipationSigner,
  createParticipationVerifier,
  type ParticipationCall,
} from '../../kit/participation/participation-statement.ts';
import { httpWay } from '../../kit/participation/participation-ways.ts';
import { servedBothWays } from '../kit/both-ways.ts';
import { goodsSubgraph, servedGoods } from '../kit/goods-subgraph.ts';
import { nothingErased } from '../kit/nothing-erased.ts';

const pem = { type: 'pkcs8', format: 'pem' } as const;
const keys = generateKeyPairSync('ed25519');
const sign = createParticipationSigner(keys.privateKey.export(pem).toString());
const verifyParticipation = createParticipationVerifier(
  keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
);

const UNTIL = '2026-12-08T00:00:00.000Z';
const GIVEN = {
  accountId: 'a'.repeat(24),
  password: 'Çınar-Gölgesi-8',
  secondFactorCode: null,
  client: { network: '203.0.113.0/24', device: 'Firefox on Windows', addressKey: 'visitor' },
};
const REFERENCE = { ref: '01J0000000000000000000000A', kind: 'GUEST' } as const;
const about = (id: string): PersonRecord => ({
  store: 'catalog',
  collection: 'goods',
  subjectPath: 'byRef',
  kind: 'GUEST',
  id,
  values: { name: 'Ayşe\nYılmaz 🧿', at: '2026-01-01T00:00:00.000Z' },
  summarised: [],
  files: [{ fileId: namedFile, filename: 'a.pdf', contentType: 'application/pdf', byteSize: 3 }],
});
const asked: unknown[][] = [];
const FILE_ID = 'f'.repeat(24);
let namedFile = FILE_ID;
let breaksAfter = Infinity;
const KNOWN = { references: [REFERENCE], account: null };
let identified: object = KNOWN;

async function* records(): AsyncGenerator<PersonRecord> {
  for (let number = 0; number < 2_000; number++) {
    if (number === breaksAfter) throw new Error('mongo: ayse@example.test');
    yield about(String(number));
  }
}

async function* bytes(): AsyncGenerator<Uint8Array> {
  yield Buffer.from([0, 10, 255]);
  yield Buffer.alloc(300_000, 7);
}

const noted = (name: string, answer: unknown) =>
  (async (...args: unknown[]) => (asked.push([name, ...args]), answer)) as never;
const participant: Participant = {
  name: 'catalog',
  describe: noted('describe', { mapHash: 'a'.repeat(64), collections: ['catalog.goods'] }),
  identify: async (sought) => (asked.push(['identify', sought]), identified as never),
  count: noted('count', [{ store: 'catalog', collection: 'goods', subjectPath: 'byRef', records: 2 }]),
  prove: noted('prove', { kind: 'WAIT', seconds: 30 }),
  restrict: noted('restrict', { changed: 1 }),
  lift: noted('lift', { changed: 2 }),
  ...nothingErased,
  export: records,
  file: async (_, fileId) => (fileId === 'known' ? bytes() : null),
};

let served: Awaited<ReturnType<typeof servedBothWays>>;
const logged: string[] = [];
const log = createLog('test', (line) => void logged.push(line));

beforeAll(async () => void (served = await servedBothWays(participant, verifyParticipation)));
afterAll(() => served?.stop());
beforeEach(() => {
  asked.length = 0;
  logged.length = 0;
  breaksAfter = Infinity;
  namedFile = FILE_ID;
  identified = KNOWN;
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const got: T[] = [];
  for await (const item of items) got.push(item);
  return got;
}

const SHAPES = ['in the same process', 'over HTTP'];
const by = (way: ParticipationWay) => new AskedParticipant({ name: 'catalog', way, sign, log });
const call: ParticipationCall = { audience: 'catalog', verb: 'count', body: '{"references":[]}' };

describe.each(SHAPES)('%s', (shape) => {
  const way: ParticipationWay = (one) => served.ways[shape]!(one);
  const answer = async (
    statement: string | undefined,
    { verb, body }: Pick<ParticipationCall, 'verb' | 'body'> = call,
  ) => (await way({ verb, statement, body })).status;

  it('every verb comes through as it was asked, and its answer as it was given', async () => {
    const one = by(way);
    expect(await one.describe()).toEqual({ mapHash: 'a'.repeat(64), collections: ['catalog.goods'] });
    expect(await one.identify({ email: 'ayse@example.test' })).toEqual({ references: [REFERENCE], account: null });
    expect(await one.count([REFERENCE])).toMatchObject([{ records: 2 }]);
    expect(await one.prove(GIVEN)).toEqual({ kind: 'WAIT', seconds: 30 });
    expect(await one.restrict([REFERENCE], 'ACCOUNT_LEFT', UNTIL)).toEqual({ changed: 1 });
    expect(await one.lift([REFERENCE], 'RESTRICTION')).toEqual({ changed: 2 });
    expect(asked.slice(1)).toEqual([
      ['identify', { email: 'ayse@example.test' }],
      ['count', [REFERENCE]],
      ['prove', GIVEN],
      ['restrict', [REFERENCE], 'ACCOUNT_LEFT', UNTIL],
      ['lift', [REFERENCE], 'RESTRICTION'],
    ]);
  });

  it('an export comes record by record, a file byte by byte, and one that is not there as null', async () => {
    const one = by(way);
    const exported = await all(one.export([REFERENCE]));
    expect(exported).toHaveLength(2_000);
    expect(exported[1_999]).toEqual(about('1999'));
    const file = Buffer.concat(await all((await one.file([REFERENCE], 'known'))!));
    expect(file).toEqual(Buffer.concat([Buffer.from([0, 10, 255]), Buffer.alloc(300_000, 7)]));
    expect(await one.file([REFERENCE], 'another')).toBeNull();
  });

  it('an export that breaks off never looks whole, and nothing of what went wrong is told', async () => {
    breaksAfter = 1_500;
    const got: PersonRecord[] = [];
    const whole = (async () => {
      for await (const record of by(way).export([REFERENCE])) got.push(record);
    })();
    await expect(whole).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    expect(got.length).toBeLessThanOrEqual(1_500);
    expect(logged.join()).toContain('participant did not answer');
    expect(logged.join() + served.goods.lines.join()).not.toContain('ayse@example.test');
  });

  it('a statement serves its own call: not another verb, body or participant', async () => {
    const statement = await sign(call);
    expect(await answer(statement)).toBe(200);
    expect(await answer(statement, { ...call, verb: 'export' })).toBe(401);
    expect(await answer(statement, { ...call, body: JSON.stringify({ references: [REFERENCE] }) })).toBe(401);
    expect(await answer(await sign({ ...call, audience: 'member' }))).toBe(401);
    expect(asked).toHaveLength(1);
  });

  const forged = (key: KeyObject, { issuer = 'privacy', typ = 'participation+jwt', expires = '60s' } = {}) => {
    const [, claims = ''] = signedFor.split('.');
    const { verb, body } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, string>;
    return new SignJWT({ verb, body })
      .setProtectedHeader({ alg: 'EdDSA', typ })
      .setIssuer(issuer)
      .setAudience('catalog')
      .setIssuedAt(expires.startsWith('-') ? '-2h' : undefined)
      .setExpirationTime(expires)
      .sign(key);
  };
  let signedFor: string;
  const UNUSABLE: Record<string, () => Promise<string | undefined> | string | undefined> = {
    'with none': () => undefined,
    'with rubbish': () => 'rubbish',
    'with one of somebody else': () => forged(generateKeyPairSync('ed25519').privateKey),
    'with one that has expired': () => forged(keys.privateKey, { expires: '-1h' }),
    'with one of another issuer': () => forged(keys.privateKey, { issuer: 'gateway' }),
    'with one of another type': () => forged(keys.privateKey, { typ: 'viewer+jwt' }),
    'with one of algorithm none': () =>
      new UnsecuredJWT({}).setIssuer('privacy').setAudience('catalog').setExpirationTime('60s').encode(),
    'with a viewer’s': () => served.goods.statement,
  };
  it.each(Object.keys(UNUSABLE))('nobody is answered %s', async (name) => {
    signedFor = await sign(call);
    expect(await answer(await forged(keys.privateKey))).toBe(200);
    expect(await answer(await UNUSABLE[name]!())).toBe(401);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['count', '{"references":[{"ref":"$ne","kind":"GUEST"}]}', 400],
    ['count', '{"references":[{"ref":{"$ne":1},"kind":"GUEST"}]}', 400],
    ['count', '{"references":[],"more":1}', 400],
    ['identify', '{"accountId":"1","email":"a@b.test"}', 400],
    ['restrict', '{"references":[],"reason":"WHIM"}', 400],
    ['file', '{"references":[],"fileId":"../x"}', 400],
    ['count', `{"references":"${'x'.repeat(100)}"}`, 400],
    ['count', 'not json', 400],
    ['__proto__', '{}', 404],
    ['forget', '{}', 404],
    ['erase', '{}', 400],
  ])('a signed message that is none is refused: %s %s', async (verb, body, status) => {
    expect(await answer(await sign({ audience: 'catalog', verb, body }), { verb, body })).toBe(status);
    expect(asked).toEqual([]);
  });

  it('an answer that is none is as good as no answer', async () => {
    identified = { references: [REFERENCE], account: null, password: 'hunter2' };
    await expect(by(way).identify({ email: 'a@b.test' })).rejects.toMatchObject({
      extensions: { code: 'UNAVAILABLE' },
    });
  });
});

it.each([
  ['fewer', '{"end":1}\n'],
  ['none of an end', ''],
  ['another person’s, in a form of its own', '{"record":{"name":"Ayşe"}}\n{"end":1}\n'],
])('an export that has other records than it says is not whole: %s', async (_, body) => {
  const lying = by(async () => ({ status: 200, contentType: 'application/x-ndjson', body }));
  await expect(all(lying.export([REFERENCE]))).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
});

it.each(['../../x', 'a/b', 'a\0b', ''])('no file is named by a path: %j', async (named) => {
  namedFile = named;
  await expect(all(by(served.ways['over HTTP']!).export([REFERENCE]))).rejects.toMatchObject({
    extensions: { code: 'UNAVAILABLE' },
  });
});

it('a participant that is not there is UNAVAILABLE, within the time', async () => {
  const nowhere = httpWay('http://127.0.0.1:1/graphql');
  await expect(by(nowhere.ask).describe()).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  await nowhere.close();
});

it('a server that was not told whom to believe answers nobody', async () => {
  const deaf = await servedGoods({ start: async () => ({ ...goodsSubgraph().subgraph, participant }) });
  await deaf.server.started;
  const way = httpWay(deaf.server.url);
  const { status } = await way.ask({ ...call, statement: await sign(call) });
  expect(status).toBe(401);
  await way.close();
  await deaf.server.stop();
});
