import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { createLog } from '../../kit/log/log.ts';
import { AskedParticipant } from '../../kit/participation/asked-participant.ts';
import { OtherDeclaration, type ErasingParticipant, type ErasureTarget } from '../../kit/participation/erasing.ts';
import type { Participant } from '../../kit/participation/participant.ts';
import type { ParticipationWay } from '../../kit/participation/participation-desk.ts';
import {
  createParticipationSigner,
  createParticipationVerifier,
} from '../../kit/participation/participation-statement.ts';
import { servedBothWays } from '../kit/both-ways.ts';

const keys = generateKeyPairSync('ed25519');
const sign = createParticipationSigner(keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
const verifyParticipation = createParticipationVerifier(
  keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
);

const UNTIL = '2026-12-08T00:00:00.000Z';
const REFERENCE = { ref: '01J0000000000000000000000A', kind: 'GUEST' } as const;
const FATES = [{ companyId: 'c'.repeat(24), fate: 'WITHDRAWN' }] as const;
const MENTION = { store: 'member', collection: 'inquiryMessages', id: 'm', path: 'body', times: 2 };
const ERASED = {
  store: 'catalog',
  collection: 'goods',
  subjectPath: 'byRef',
  action: 'delete document',
  records: 2,
} as const;
const OTHER_PLAN = 'e'.repeat(64);
const TARGET: ErasureTarget = {
  erasureId: 'd'.repeat(24),
  planHash: 'b'.repeat(64),
  mapHashes: { catalog: 'a'.repeat(64) },
  references: [REFERENCE],
  companies: FATES,
  held: [{ store: 'catalog', collection: 'goods', id: '1' }],
};
const asked: unknown[][] = [];
const noted = (name: string, answer: unknown) =>
  (async (...args: unknown[]) => (asked.push([name, ...args]), answer)) as never;
const erasing: ErasingParticipant = {
  companies: noted('companies', FATES),
  mentions: noted('mentions', { mentions: [MENTION], more: true }),
  redact: noted('redact', { changed: 1 }),
  foresee: noted('foresee', [ERASED]),
  fence: noted('fence', { changed: 3 }),
  drain: noted('drain', { waiting: 4 }),
  unindex: noted('unindex', { changed: 5 }),
  erase: async (target) => {
    asked.push(['erase', target]);
    if (target.planHash === OTHER_PLAN) throw new OtherDeclaration('catalog');
    return { done: false, counts: [ERASED] };
  },
  shred: noted('shred', { destroyed: 1 }),
  purge: noted('purge', { done: false, until: UNTIL }),
  verify: noted('verify', []),
};
const participant = { name: 'catalog', ...erasing } as Partial<Participant> as Participant;

let served: Awaited<ReturnType<typeof servedBothWays>>;
const logged: string[] = [];
const log = createLog('test', (line) => void logged.push(line));

beforeAll(async () => void (served = await servedBothWays(participant, verifyParticipation)));
afterAll(() => served?.stop());
beforeEach(() => {
  asked.length = 0;
  logged.length = 0;
});

const by = (way: ParticipationWay) => new AskedParticipant({ name: 'catalog', way, sign, log });

describe.each(['in the same process', 'over HTTP'])('%s', (shape) => {
  const way: ParticipationWay = (one) => served.ways[shape]!(one);

  it('every verb of an erasure comes through likewise, and with whom it is of', async () => {
    const one = by(way);
    expect(await one.companies([REFERENCE])).toEqual(FATES);
    expect(await one.mentions([REFERENCE])).toEqual({ mentions: [MENTION], more: true });
    expect(await one.redact([REFERENCE], MENTION)).toEqual({ changed: 1 });
    expect(await one.foresee(TARGET)).toEqual([ERASED]);
    expect(await one.fence(TARGET)).toEqual({ changed: 3 });
    expect(await one.drain(TARGET)).toEqual({ waiting: 4 });
    expect(await one.unindex(TARGET)).toEqual({ changed: 5 });
    expect(await one.erase(TARGET)).toEqual({ done: false, counts: [ERASED] });
    expect(await one.shred([REFERENCE])).toEqual({ destroyed: 1 });
    expect(await one.purge(TARGET)).toEqual({ done: false, until: UNTIL });
    expect(await one.verify(TARGET)).toEqual([]);
    expect(asked).toEqual([
      ['companies', [REFERENCE]],
      ['mentions', [REFERENCE]],
      ['redact', [REFERENCE], MENTION],
      ...['foresee', 'fence', 'drain', 'unindex', 'erase'].map((verb) => [verb, TARGET]),
      ['shred', [REFERENCE]],
      ...['purge', 'verify'].map((verb) => [verb, TARGET]),
    ]);
  });

  it('an erasure that was planned by another declaration is told from a part that does not answer', async () => {
    const other = by(way).erase({ ...TARGET, planHash: OTHER_PLAN });
    await expect(other).rejects.toThrow(OtherDeclaration);
    expect(logged).toEqual([]);
  });

  it('what is being erased is not taken back, and nothing else than a target is understood', async () => {
    const misunderstood = async (verb: string, message: object) => {
      const body = JSON.stringify(message);
      return (await way({ verb, statement: await sign({ audience: 'catalog', verb, body }), body })).status;
    };
    expect(await misunderstood('lift', { references: [REFERENCE], reason: 'ERASURE' })).toBe(400);
    expect(await misunderstood('erase', { target: { ...TARGET, erasureId: '1' } })).toBe(400);
    expect(await misunderstood('erase', { target: { ...TARGET, mapHashes: {}, more: 1 } })).toBe(400);
    expect(asked).toEqual([]);
  });
});
