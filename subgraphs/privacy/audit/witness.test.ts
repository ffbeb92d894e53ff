import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKey, publicPem } from '../../../test/kit/audit-world.ts';
import { startChild } from '../../../test/kit/child.ts';
import { until } from '../../../test/kit/world.ts';
import { createLog } from '../../../kit/log/log.ts';
import { freePort } from '../../../kit/local-servers/port.ts';
import { consistencyProof } from '../../../kit/merkle/consistency.ts';
import { Frontier } from '../../../kit/merkle/frontier.ts';
import { leafHash } from '../../../kit/merkle/hash.ts';
import { FileWitness, receiptsIn, witnessFile } from './file.witness.ts';
import { HttpWitness } from './http.witness.ts';
import { keyPair, logIdOf, signHead } from './tree-head.ts';
import { witnessServer } from './witness-server.ts';
import { WitnessAway, type Witness } from './witness.ts';

const [auditKey, witnessKey] = [newKey(), newKey()];
const logKey = keyPair(auditKey).publicKey;
const leaves = Array.from({ length: 40 }, (_, index) => leafHash(`entry ${index}`));
const other = leaves.with(3, leafHash('another entry'));

const tree = (size: number, of = leaves): Frontier => {
  const frontier = new Frontier();
  for (const leaf of of.slice(0, size)) frontier.append(leaf);
  return frontier;
};
const head = (size: number, of = leaves, key = auditKey): Promise<string> =>
  signHead(
    { log: logIdOf(logKey), size, root: tree(size, of).root().toString('hex'), time: new Date().toISOString() },
    keyPair(key).privateKey,
  );
const proof = (from: number, to: number, of = leaves): Buffer[] => consistencyProof(tree(from, of), of.slice(from, to));

let folder: string;
const closing: (() => Promise<unknown>)[] = [];
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'witness-'))));
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await rm(folder, { recursive: true });
});
const inFile = () => new FileWitness({ folder, witnessKey, logKey });
const logged: string[] = [];

async function overHttp(): Promise<Witness> {
  const server = witnessServer(
    inFile(),
    createLog('witness', (line) => void logged.push(line)),
  );
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  closing.push(() => server.close());
  return new HttpWitness({ url, witnessKey: keyPair(witnessKey).publicKey, logKey });
}
const lines = async () => receiptsIn(await readFile(witnessFile(folder), 'utf8'));

describe.each<[string, () => Witness | Promise<Witness>]>([
  ['in a file', inFile],
  ['over HTTP', overHttp],
])('the witness %s', (_, open) => {
  let witness: Witness;
  beforeEach(async () => void (witness = await open()));
  const take = async (size: number, from: number) => witness.take(await head(size), from, proof(from, size));

  it('takes heads that continue one another, signs each, and holds them', async () => {
    expect(await witness.latest()).toBeNull();
    const first = await head(5);
    const { receipt, taken } = await witness.take(first, 0, []);
    expect([receipt.head, taken.size, taken.root]).toEqual([first, 5, tree(5).root().toString('hex')]);
    for (const [from, size] of [
      [5, 6],
      [6, 20],
      [20, 32],
    ] as const) {
      await take(size, from);
    }
    expect((await witness.latest())?.taken.size).toBe(32);
    expect((await witness.all()).map((each) => each.taken.size)).toEqual([5, 6, 20, 32]);
  });

  it('takes the latest head again without writing it again', async () => {
    await take(5, 0);
    expect((await witness.take(await head(5), 5, [])).taken.size).toBe(5);
    expect(await lines()).toHaveLength(1);
  });

  it('refuses to go back, another log, a head that the log did not sign, and a proof that begins elsewhere', async () => {
    await take(10, 0);
    const refused = async (signed: Promise<string>, from: number, hashes: Buffer[]) =>
      witness.take(await signed, from, hashes).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      );
    expect(await refused(head(9), 10, [])).toBe('SHORTER');
    expect(await refused(head(10, other), 10, [])).toBe('FORK');
    expect(await refused(head(20, other), 10, proof(10, 20, other))).toBe('FORK');
    expect(await refused(head(20), 10, [])).toBe('FORK');
    expect(await refused(head(20, leaves, newKey()), 10, proof(10, 20))).toBe('NOT_SIGNED');
    expect(await refused(head(20), 5, proof(5, 20))).toBe('MOVED');
    expect((await witness.all()).map((each) => each.taken.size)).toEqual([10]);
  });
});

it('loses a line that was torn by a crash, and nothing else', async () => {
  const witness = inFile();
  await witness.take(await head(5), 0, []);
  const whole = (await readFile(witnessFile(folder))).length;
  await witness.take(await head(9), 5, proof(5, 9));
  for (const cut of [whole + 1, whole + 2, whole + 200]) {
    await truncate(witnessFile(folder), cut);
    expect((await inFile().latest())?.taken.size).toBe(5);
    await inFile().take(await head(9), 5, proof(5, 9));
    expect((await lines()).length).toBe(2);
    expect((await inFile().latest())?.taken.size).toBe(9);
  }
  await appendFile(witnessFile(folder), '\n{"head":"torn');
  expect((await inFile().take(await head(12), 9, proof(9, 12))).taken.size).toBe(12);
  expect((await inFile().all()).map((each) => each.taken.size)).toEqual([5, 9, 12]);
});

it('is not itself when a line was written by another key', async () => {
  await new FileWitness({ folder, witnessKey: newKey(), logKey }).take(await head(5), 0, []);
  await expect(inFile().latest()).rejects.toThrow(WitnessAway);
});

it('several processes over one folder take one line of heads', async () => {
  const offers = await Promise.all(
    leaves.slice(1).map(async (__, index) => {
      const hashes = proof(index, index + 1).map((hash) => hash.toString('hex'));
      return [await head(index + 1), index, hashes];
    }),
  );
  await writeFile(join(folder, 'offers.json'), JSON.stringify(offers));
  const env = {
    ...process.env,
    OFFERS: join(folder, 'offers.json'),
    WITNESS_DIR: folder,
    WITNESS_SIGNING_KEY: witnessKey,
    AUDIT_PUBLIC_KEY: publicPem(auditKey),
  };
  const rivals = [1, 2, 3].map(() => startChild('test/kit/witness-taker.main.ts', env));
  expect(await Promise.all(rivals.map(({ ended }) => ended))).toEqual([0, 0, 0]);
  const said = rivals.flatMap((rival) => rival.said().trim().split('\n'));
  expect(new Set(said)).not.toContain('FORK');
  expect((await inFile().all()).map((each) => each.taken.size)).toEqual(offers.map(([, index]) => Number(index) + 1));
});

describe('as a process', () => {
  it('answers, refuses with 409, says what is no offer, and ends in order', async () => {
    const env = {
      PATH: process.env['PATH'],
      PORT: String(await freePort()),
      WITNESS_DIR: join(folder, 'own'),
      WITNESS_SIGNING_KEY: witnessKey,
      AUDIT_PUBLIC_KEY: publicPem(auditKey),
    };
    const child = startChild('subgraphs/privacy/audit/witness.main.ts', env);
    const url = `http://127.0.0.1:${env.PORT}`;
    await until(() => child.said().includes('listening'), 20_000);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(await (await fetch(`${url}/heads/latest`)).json()).toBeNull();
    const offer = (body: unknown) =>
      fetch(`${url}/heads`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await offer({ head: await head(5), from: 0, proof: [] })).status).toBe(201);
    const forked = await offer({ head: await head(5, other), from: 5, proof: [] });
    expect([forked.status, await forked.json()]).toMatchObject([409, { code: 'FORK' }]);
    expect((await offer({ head: 5 })).status).toBe(400);
    child.process.kill('SIGTERM');
    expect(await child.ended).toBe(0);
    expect(child.said()).not.toContain('PRIVATE');
  });

  it('is away when nobody answers, or somebody who is not the witness', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const keys = { witnessKey: keyPair(witnessKey).publicKey, logKey };
    await expect(new HttpWitness({ url: nobody, ...keys }).latest()).rejects.toThrow(WitnessAway);
    const impostor = new FileWitness({ folder, witnessKey: newKey(), logKey });
    const server = witnessServer(
      impostor,
      createLog('witness', () => undefined),
    );
    const url = await server.listen({ port: 0, host: '127.0.0.1' });
    closing.push(() => server.close());
    const client = new HttpWitness({ url, ...keys });
    await expect(client.take(await head(5), 0, [])).rejects.toThrow(WitnessAway);
    await expect(client.latest()).rejects.toThrow(WitnessAway);
  });
});
