import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { askRight } from '../test/kit/asking-rights.ts';
import { colleaguesIn } from '../test/kit/colleagues.ts';
import { startWorld } from '../test/kit/world.ts';
import { closingLine } from './report/closing-line.ts';

/** How long it takes to answer a guest who asks by their rights, of an address that has an account and of one that nobody has: in turns, so many of each. */
const TRIES = 1_000;
const WARMED = 50;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const world = await startWorld({ companies: 0, products: 0 });
const colleagues = await colleaguesIn(world);
const allowances = colleagues.connections[0].useDb('privacy').collection('allowances');
const times = { known: [] as number[], unknown: [] as number[] };
const bodies = new Set<string>();

async function timed(email: string): Promise<number> {
  const start = performance.now();
  const answer = await askRight(world, 'openPrivacyCase', { email, rights: ['ACCESS', 'ERASURE'] });
  const took = performance.now() - start;
  bodies.add(JSON.stringify(answer));
  return took;
}
/** An account is made before each try, whether it is asked for its address or for one that nobody has: what came before is the same. */
async function addressOf(side: 'known' | 'unknown'): Promise<string> {
  const { email } = await colleagues.alone();
  return side === 'known' ? email : `${randomBytes(6).toString('hex')}@member.example`;
}
for (let turn = 0; turn < WARMED + TRIES; turn++) {
  for (const side of turn % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
    const email = await addressOf(side);
    // One visitor asks here for a thousand.
    await allowances.deleteMany({});
    const took = await timed(email);
    if (turn >= WARMED) times[side].push(took);
  }
}
const median = (of: number[]): number => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)]!;
const [known, unknown] = [median(times.known), median(times.unknown)];
say(
  `${TRIES} tries of each: median ${known.toFixed(2)} ms where the address is known, ${unknown.toFixed(2)} ms where not.`,
);
say(`Bodies that were answered: ${[...bodies].join(' ')}`);
say(
  closingLine({
    tries: TRIES,
    knownMs: known,
    unknownMs: unknown,
    apart: Math.abs(known / unknown - 1),
    bodies: bodies.size,
  }),
);
await colleagues.close();
await world.stop();
