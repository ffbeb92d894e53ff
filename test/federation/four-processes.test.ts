import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { keyFilesIn, makeKeys } from '../../kit/keys/key-folder.ts';
import { startLocalServers, type LocalServers } from '../../kit/local-servers/local-servers.ts';
import { freePort } from '../../kit/local-servers/port.ts';
import { createLog } from '../../kit/log/log.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { AskedParticipant } from '../../kit/participation/asked-participant.ts';
import { createParticipationSigner, PARTICIPATION_HEADER } from '../../kit/participation/participation-statement.ts';
import { httpWay } from '../../kit/participation/participation-ways.ts';
import type { Role } from '../../kit/viewer/viewer.ts';
import { createViewerSigner, VIEWER_HEADER } from '../../kit/viewer/viewer-statement.ts';
import { seedWhenEmpty } from '../../seed/seed-when-empty.ts';
import { client } from '../kit/client.ts';
import { startTestKeys, type TestKeys } from '../kit/keyring.ts';
import { sessionPair } from '../kit/session-pair.ts';
import { until } from '../kit/world.ts';
import { Deployed } from './deployed.ts';

const NAMES = ['member', 'catalog', 'witness', 'privacy', 'gateway'] as const;
type Name = (typeof NAMES)[number];

const PRODUCTS = 200;
const SEARCH = `query Search {
  searchProducts(first: 20, locale: EN) {
    totalCount { value }
    facets(keys: [CATEGORY, COUNTRY]) { key values { value count } }
    edges { node { id name company { id slug name country verified } } }
  }
}`;
const PRODUCT_PAGE = `query ProductPage($id: ID!) {
  product(id: $id) {
    id name status category { code name }
    company { id slug name contact { email } }
    similar(first: 12) { id name similarity { score } company { name } }
  }
}`;

let servers: LocalServers;
let subjectKeys: TestKeys;
let folder: string;
let ports: Record<Name, number>;
const running = {} as Record<Name, Deployed>;

const subgraph = (name: Name): string => `http://127.0.0.1:${ports[name]}/graphql`;
const gateway = (path = ''): string => `http://127.0.0.1:${ports.gateway}${path}`;

function start(name: Name): void {
  const { viewerPublicKey: VIEWER_PUBLIC_KEY_FILE, viewerSigningKey, ...keys } = keyFilesIn(folder);
  const MONGODB_URI = servers.mongo.uri;
  const PARTICIPATION_PUBLIC_KEY_FILE = keys.participationPublicKey;
  const engine = { MEILI_URL: servers.meili.url, MEILI_MASTER_KEY: servers.meili.masterKey };
  const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'd@directory.example', PUBLIC_URL: 'https://d.example' };
  const others = { MEMBER_URL: subgraph('member'), CATALOG_URL: subgraph('catalog') };
  const env: Record<Name, Record<string, string>> = {
    member: {
      MONGODB_URI,
      VIEWER_PUBLIC_KEY_FILE,
      PARTICIPATION_PUBLIC_KEY_FILE,
      SESSION_SIGNING_KEY_FILE: keys.sessionSigningKey,
      ...mail,
      ...subjectKeys.env,
    },
    catalog: {
      ...subjectKeys.env,
      MONGODB_URI,
      VIEWER_PUBLIC_KEY_FILE,
      PARTICIPATION_PUBLIC_KEY_FILE,
      ...engine,
    },
    witness: {
      WITNESS_DIR: join(folder, 'witness-data'),
      WITNESS_SIGNING_KEY_FILE: keys.witnessSigningKey,
      AUDIT_PUBLIC_KEY_FILE: keys.auditPublicKey,
    },
    privacy: {
      ...subjectKeys.env,
      ...mail,
      ...others,
      ...engine,
      PARTICIPATION_SIGNING_KEY_FILE: keys.participationSigningKey,
      MONGODB_URI,
      VIEWER_PUBLIC_KEY_FILE,
      AUDIT_SIGNING_KEY_FILE: keys.auditSigningKey,
      TOMBSTONE_LEDGER: `file:${join(folder, 'tombstones')}`,
      CERTIFICATE_SIGNING_KEY_FILE: keys.certificateSigningKey,
      WITNESS: `http://127.0.0.1:${ports.witness}`,
      WITNESS_PUBLIC_KEY_FILE: keys.witnessPublicKey,
      POLICY_CONTROLLER: 'Somebody Ltd',
      POLICY_CONTROLLER_ADDRESS: 'Somewhere',
      POLICY_CONTACT: 'privacy@directory.example',
    },
    gateway: {
      VIEWER_SIGNING_KEY_FILE: viewerSigningKey,
      SESSION_PUBLIC_KEY_FILE: keys.sessionPublicKey,
      CERTIFICATE_PUBLIC_KEY_FILE: keys.certificatePublicKey,
      ...others,
      PRIVACY_URL: subgraph('privacy'),
      CORS_ORIGINS: '',
    },
  };
  running[name] = new Deployed(`start:${name}`, { ...env[name], PORT: String(ports[name]) });
}

let asked = 0;
/** Asks under a name of its own, so that no kept answer comes back. */
const ask = (query: string, variables: Record<string, unknown> = {}) =>
  client(gateway()).ask(
    query.replace(/^(query \w+ ?)?/, (head) => `${head.trim() || 'query Asked'}${asked++} `),
    variables,
  );
const gatewayReady = () =>
  fetch(gateway('/health/ready')).then(
    ({ ok }) => ok,
    () => false,
  );

beforeAll(async () => {
  subjectKeys = await startTestKeys();
  folder = await mkdtemp(join(tmpdir(), 'four-processes-'));
  const build = promisify(execFile)('npm', ['run', 'build', '--silent'], { cwd: new URL('../../', import.meta.url) });
  [servers] = await Promise.all([
    startLocalServers({ dataDir: null, env: process.env, log: () => undefined }),
    makeKeys(folder),
    build,
  ]);
  const free = await Promise.all(NAMES.map(() => freePort()));
  ports = Object.fromEntries(NAMES.map((name, index) => [name, free[index]!])) as Record<Name, number>;
  const size = { companies: 20, products: PRODUCTS };
  await seedWhenEmpty({ mongoUri: servers.mongo.uri, size, keyring: subjectKeys.keyring, say: () => undefined });
  for (const name of NAMES) start(name);
  await until(gatewayReady, 60_000);
  await until(async () => (await ask(SEARCH)).data?.searchProducts?.totalCount.value === PRODUCTS, 60_000);
}, 120_000);

afterAll(async () => {
  await Promise.all(Object.values(running).map((one) => one.end('SIGKILL')));
  await servers?.stop();
  await Promise.all([rm(folder, { recursive: true }), subjectKeys?.close()]);
});

async function searched() {
  const { data, errors } = await ask(SEARCH);
  expect(errors).toBeUndefined();
  const { edges, facets } = data.searchProducts;
  expect(facets.map(({ key }: { key: string }) => key)).toEqual(['category', 'country']);
  for (const { values } of facets) expect(values.length).toBeGreaterThan(1);
  expect(edges).toHaveLength(20);
  for (const { node } of edges)
    expect(node.company).toMatchObject({ slug: expect.any(String), name: expect.any(String) });
  return edges[0].node as { id: string; name: string; company: { id: string; name: string } };
}

/** A product that others are like: not each one is, in so small a market. */
async function productWithSimilar(): Promise<{ id: string; name: string }> {
  const { data } = await ask('{ searchProducts(first: 1, query: "valve", locale: EN) { edges { node { id name } } } }');
  return data.searchProducts.edges[0].node;
}

async function wholeProductPage(id: string) {
  const { data, errors } = await ask(PRODUCT_PAGE, { id });
  expect(errors).toBeUndefined();
  expect(data.product).toMatchObject({ id, company: { contact: { email: expect.stringContaining('@') } } });
  expect(data.product.similar.length).toBeGreaterThan(4);
  for (const like of data.product.similar) expect(like.company.name).toEqual(expect.any(String));
}

it('serves the pages of the directory through the gateway', async () => {
  const { id, name, company } = await searched();
  await wholeProductPage((await productWithSimilar()).id);
  const nodes = await ask(
    `query Nodes($id: ID!, $ids: [ID!]!) {
      node(id: $id) { __typename id }
      nodes(ids: $ids) { id ... on Product { name } ... on Company { name } }
    }`,
    { id: company.id, ids: [company.id, id] },
  );
  expect(nodes.errors).toBeUndefined();
  expect(nodes.data).toEqual({
    node: { __typename: 'Company', id: company.id },
    nodes: [
      { id: company.id, name: company.name },
      { id, name },
    ],
  });
  expect(await ask('{ categories { code } privacyPolicy(locale: EN) { markdown } }')).toMatchObject({
    data: {
      categories: expect.arrayContaining([{ code: expect.any(String) }]),
      privacyPolicy: { markdown: expect.stringContaining('Somebody Ltd') },
    },
  });
});

it('the privacy subgraph’s key opens what member and catalog hold of a person; no other way does, and none through the gateway', async () => {
  const keys = keyFilesIn(folder);
  const sign = createParticipationSigner(await readFile(keys.participationSigningKey, 'utf8'));
  const [database] = connect(servers.mongo.uri, ['member']);
  await database.asPromise();
  const company = (await database.collection('companies').findOne({ traderRef: { $type: 'string' } }))!;
  await database.close();
  const references = [{ ref: company['traderRef'] as string, kind: 'SOLE_TRADER' as const }];
  for (const name of ['member', 'catalog'] as const) {
    const way = httpWay(subgraph(name));
    const participant = new AskedParticipant({ name, way: way.ask, sign, log: createLog('test', () => undefined) });
    const places = new Set<string>();
    for await (const one of participant.export(references)) places.add(`${one.store}.${one.collection} ${one.kind}`);
    const ofMember = ['member.companies SOLE_TRADER', 'events.companyCards SOLE_TRADER'];
    const ofCatalog = ['catalog.companyCards SOLE_TRADER', 'search.companies SOLE_TRADER'];
    expect([...places]).toEqual(expect.arrayContaining(name === 'member' ? ofMember : ofCatalog));
    expect(await participant.identify({ email: 'nobody@nowhere.example' })).toEqual({ references: [], account: null });
    const stated = await sign({ audience: name, verb: 'describe', body: '{}' });
    const viewer = await createViewerSigner(await readFile(keys.viewerSigningKey, 'utf8'))({ kind: 'anonymous' });
    const post = (url: string, headers: Record<string, string>) =>
      fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', ...headers } });
    const own = subgraph(name).replace('/graphql', '/participation/describe');
    expect((await post(own, { [PARTICIPATION_HEADER]: stated })).status).toBe(200);
    expect((await post(own, { [VIEWER_HEADER]: viewer })).status).toBe(401);
    for (const path of ['/participation/describe', '/door/participation/describe', '/images/../participation/describe'])
      expect((await post(gateway(path), { [PARTICIPATION_HEADER]: stated })).status).toBe(404);
    await way.close();
  }
  const ofPrivacy = await fetch(`http://127.0.0.1:${ports.privacy}/participation/describe`, { method: 'POST' });
  expect(ofPrivacy.status).toBe(401);
});

it('shows strangers neither its schema nor its subgraphs', async () => {
  const { data, errors } = await ask('{ __schema { queryType { name } } }');
  expect(data).toBeNull();
  expect(errors).toHaveLength(1);
  for (const name of ['member', 'catalog', 'privacy'] as const) {
    const headers = { 'content-type': 'application/json' };
    const bare = await fetch(subgraph(name), { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
    expect([name, bare.status]).toEqual([name, 401]);
  }
});

it('has the head of the audit log seen by the witness, and shows the log to nobody who is not signed in', async () => {
  const latest = () => fetch(`http://127.0.0.1:${ports.witness}/heads/latest`).then((answer) => answer.json());
  await until(async () => (await latest()) !== null, 20_000);
  const { data, errors } = await ask('{ verifyAuditLog { ok } auditInclusion(sequence: 0) { entry } }');
  expect(data).toEqual({ verifyAuditLog: null, auditInclusion: null });
  expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
});

it('lets a privacy officer ask the audit log, and no other role, whatever a client says of itself', async () => {
  const { token } = sessionPair(await readFile(keyFilesIn(folder).sessionSigningKey, 'utf8'));
  const sign = createViewerSigner(await readFile(keyFilesIn(folder).viewerSigningKey, 'utf8'));
  const own = await sign({ kind: 'account', accountId: 'a', sessionId: 's', roles: ['PRIVACY_OFFICER'] });
  const codeFor = async (roles: Role[], headers: Record<string, string> = {}) => {
    const authorization = `Bearer ${await token(roles)}`;
    const { data, errors } = await client(gateway()).ask(
      '{ verifyAuditLog { ok } }',
      {},
      { authorization, ...headers },
    );
    return errors?.[0]?.extensions.code ?? data.verifyAuditLog.ok;
  };
  expect(await codeFor(['PRIVACY_OFFICER'])).toBe(true);
  expect(await codeFor(['SUPPORT', 'VERIFIER'])).toBe('FORBIDDEN');
  expect(await codeFor([], { 'x-viewer': own })).toBe('FORBIDDEN');
});

it('goes on without a member process that was killed, and takes it back by itself', async () => {
  const { id, name } = await productWithSimilar();
  expect(await running.member.end('SIGKILL')).toBeNull();
  const began = performance.now();
  const { status, data, errors } = await ask(PRODUCT_PAGE, { id });
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(status).toBe(200);
  expect(data.product).toMatchObject({ id, name, category: { code: expect.any(String) } });
  expect(data.product.similar.length).toBeGreaterThan(4);
  expect(data.product.company).toMatchObject({ slug: expect.any(String), name: expect.any(String), contact: null });
  expect(errors!.length).toBeGreaterThan(0);
  for (const { path, extensions } of errors!) {
    expect([path?.slice(0, 2), extensions.code]).toEqual([['product', 'company'], 'UNAVAILABLE']);
  }
  expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|ECONN|stack/);
  expect(JSON.stringify(errors)).not.toContain(String(ports.member));
  await searched();
  expect(await gatewayReady()).toBe(false);
  start('member');
  await until(gatewayReady, 20_000);
  await wholeProductPage(id);
});

it.each(['gateway', 'member', 'catalog', 'privacy', 'witness'] as const)(
  '%s ends in order on SIGTERM',
  async (name) => {
    const began = performance.now();
    expect(await running[name].end('SIGTERM')).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(running[name].said()).toContain('"stopped"');
  },
);
