import { join } from 'node:path';
import { createLog } from '../../../kit/log/log.ts';
import { localPort } from '../../../kit/subgraph/local-port.ts';
import type { SubgraphPort } from '../../../kit/subgraph/port.ts';
import type { Subgraph } from '../../../kit/subgraph/subgraph.ts';
import { createViewerSigner, createViewerVerifier } from '../../../kit/viewer/viewer-statement.ts';
import { anonymous, type Role, type Viewer } from '../../../kit/viewer/viewer.ts';
import { newKey, publicPem, startAuditWorld, type AuditWorld } from '../../../test/kit/audit-world.ts';
import { startTestKeys, type TestKeys } from '../../../test/kit/keyring.ts';
import { until } from '../../../test/kit/world.ts';
import { erasurePlaceOf } from '../backup/erasure-place.setting.ts';
import { startPrivacy } from '../privacy.ts';
import { entryId } from './audit-entry.ts';
import { Audits } from './audits.ts';

const viewerKey = newKey();
const sign = createViewerSigner(viewerKey);
let world: AuditWorld;
let privacy: Subgraph;
let keys: TestKeys;
let port: SubgraphPort;
beforeAll(async () => {
  world = await startAuditWorld();
  const { connection, events, auditKey, witness } = world;
  keys = await startTestKeys();
  const { keyring } = keys;
  const policy = { controller: 'A', controllerAddress: 'B', contact: 'C' };
  const log = createLog('privacy', (line) => void world.logged.push(line));
  const mail = { smtp: 'smtp://127.0.0.1:1', from: 'a@b.test', publicUrl: 'http://127.0.0.1' };
  const ledger = { TOMBSTONE_LEDGER: join(world.folder, 'tombstones'), BACKUP_KEYS: '' };
  const place = erasurePlaceOf(ledger, auditKey);
  const parts = {
    connection,
    events,
    keyring,
    mail,
    participants: [],
    auditKey,
    certificateKey: auditKey,
    ...place,
    databases: [],
    engine: { url: 'http://127.0.0.1:1', masterKey: 'none' },
    witness,
    policy,
    log,
  };
  privacy = await startPrivacy(parts);
  port = localPort(privacy, createViewerVerifier(publicPem(viewerKey)));
});
afterAll(async () => {
  await privacy?.stop();
  await keys?.close();
  await world?.stop();
});

const VERIFY = '{ verifyAuditLog { ok entries headHash firstBroken problem anchoredEntries checkedAt } }';
const PROOF = '{ auditInclusion(sequence: 2) { sequence entry proof treeSize rootHash signedHead } }';
const account = (...roles: Role[]): Viewer => ({
  kind: 'account',
  accountId: '65f0000000000000000000aa',
  sessionId: '65f0000000000000000000bb',
  roles,
});
const ask = async (query: string, viewer: Viewer) =>
  port.prepare(query)({}, { statement: await sign(viewer), locale: 'EN', requestId: 'a-request' });
const verified = async () => (await ask(VERIFY, account('PRIVACY_OFFICER'))).data!['verifyAuditLog'];

it.each<[string, Viewer, string]>([
  ['nobody signed in', anonymous, 'UNAUTHENTICATED'],
  ['an account without a role', account(), 'FORBIDDEN'],
  ['an account with other roles', account('VERIFIER', 'SUPPORT'), 'FORBIDDEN'],
])('answers nothing to %s', async (_, viewer, code) => {
  for (const query of [VERIFY, PROOF]) {
    const { data, errors } = await ask(query, viewer);
    expect(Object.values(data!)).toEqual([null]);
    expect(errors!.map(({ extensions }) => extensions['code'])).toEqual([code]);
  }
});

it('takes events in by itself, has them witnessed, and answers a privacy officer and an administrator', async () => {
  await world.write(5);
  await until(async () => (await world.witness.latest())?.taken.size === 5);
  for (const role of ['PRIVACY_OFFICER', 'ADMINISTRATOR'] as const) {
    expect(await ask(VERIFY, account(role))).toMatchObject({
      data: { verifyAuditLog: { ok: true, entries: 5, firstBroken: null, problem: null, anchoredEntries: 5 } },
    });
  }
  const { data } = await ask(PROOF, account('PRIVACY_OFFICER'));
  const { rootHash } = data!['auditInclusion'] as { rootHash: string };
  expect(data!['auditInclusion']).toMatchObject({ sequence: 2, treeSize: 5, proof: { length: 3 } });
  expect(await verified()).toMatchObject({ headHash: rootHash });
  expect((await ask(PROOF.replace('2', '5'), account('PRIVACY_OFFICER'))).data).toEqual({ auditInclusion: null });
});

it('verifications that are asked for at once are one', async () => {
  const audits = new Audits(world.log, world.witness);
  const [first, second, third] = await Promise.all([audits.verify(), audits.verify(), audits.verify()]);
  expect([second, third].map((verification) => verification === first)).toEqual([true, true]);
});

it('names the first entry that somebody changed', async () => {
  await world.log.entries.updateOne({ _id: entryId(3) }, { $set: { reason: 'LEGAL_HOLD' } });
  await until(async () => !((await verified()) as { ok: boolean }).ok);
  expect(await verified()).toMatchObject({ ok: false, firstBroken: 3, problem: 'ENTRY_CHANGED' });
});
