import type { Connection, mongo } from 'mongoose';
import { until } from '../../test/kit/world.ts';
import { startLocalServers, type LocalServers } from '../local-servers/local-servers.ts';
import { connect } from '../mongo/connect.ts';
import type { RestoreTurn } from './restore.record.ts';
import { Restores } from './restores.ts';
import { inTurn, type CheckTurn } from './restore-turn.ts';

const FOR_EVER_MS = 3_600_000;
const SHORT_MS = 900;
let servers: LocalServers;
let connection: Connection;
let turns: mongo.Collection<RestoreTurn>;
beforeAll(async () => {
  servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
  [connection] = connect(servers.mongo.uri, ['member']);
  await connection.asPromise();
  turns = connection.useDb('restore').collection('restoreTurns');
}, 60_000);
afterAll(async () => {
  await connection?.close();
  await servers?.stop();
});
beforeEach(() => turns.deleteMany({}));

/** Takes the turn, and holds it until it is told to let go. */
function holding(take: (act: (check: CheckTurn) => Promise<void>) => Promise<void>) {
  let letGo = (): void => undefined;
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  let check: CheckTurn | undefined;
  const ended = take(async (given) => {
    check = given;
    await gone;
  });
  ended.catch(() => undefined);
  return { letGo: () => (letGo(), ended), begun: async () => check !== undefined, check: () => check!() };
}

it('of many restores at one moment one begins, and the next when it has ended', async () => {
  const all = Array.from({ length: 8 }, () => holding((act) => new Restores(connection).alone(act)));
  const begun = async () => (await Promise.all(all.map((one) => one.begun()))).indexOf(true);
  await until(async () => (await begun()) >= 0, 30_000);
  const first = all[await begun()]!;
  for (const other of all.filter((one) => one !== first)) {
    await expect(other.letGo()).rejects.toThrow(/^Expected databases that nobody restores/);
  }
  expect(first.check).not.toThrow();
  await first.letGo();
  await expect(inTurn(turns, async () => 'done', FOR_EVER_MS)).resolves.toBe('done');
});

it('the turn of a process that was killed runs out, and of one that lives does not', async () => {
  await turns.insertOne({ _id: 'only', holder: 'killed', until: new Date(Date.now() + FOR_EVER_MS) });
  await expect(inTurn(turns, async () => 'done', SHORT_MS)).rejects.toThrow('another restore is at');
  await turns.updateOne({ _id: 'only' }, { $set: { until: new Date(Date.now() - 1_000) } });
  const living = holding((act) => inTurn(turns, act, SHORT_MS));
  await until(living.begun, 30_000);
  const { until: first } = (await turns.findOne({ _id: 'only' }))!;
  await until(async () => (await turns.findOne({ _id: 'only' }))!.until.getTime() > first.getTime() + SHORT_MS, 30_000);
  await living.letGo();
});

it('whoever cannot keep it knows that before another can have it', async () => {
  const mute = Object.assign(Object.create(turns), { updateOne: () => Promise.reject(new Error('away')) });
  mute.findOneAndUpdate = turns.findOneAndUpdate.bind(turns);
  mute.deleteOne = turns.deleteOne.bind(turns);
  const cut = holding((act) => inTurn(mute, act, SHORT_MS));
  await until(cut.begun, 30_000);
  const other = () => inTurn(turns, async () => true, SHORT_MS).catch(() => false);
  await until(other, 30_000);
  expect(cut.check).toThrow(/^Expected to be the only restore/);
  await cut.letGo();
});
