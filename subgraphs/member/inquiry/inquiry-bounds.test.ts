import 'reflect-metadata';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { Allowances } from '../../../kit/allowance/allowances.ts';
import { InquiryBounds } from './inquiry-bounds.ts';

const NOW = new Date('2026-11-27T08:00:00.000Z');
const TEXT = 'We buy gate valves of cast steel for a project in Izmir and need two hundred pieces by March, please.';
const client = (addressKey: string) => ({ network: '203.0.113.0/24', device: 'Firefox on Windows', addressKey });

/** Bounds that count in memory, as the stored ones do within one hour. */
function bounds(): InquiryBounds {
  const counts = new Map<string, number>();
  const count = async (kind: string, whom: string) => {
    const key = `${kind}\n${whom}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts.get(key)!;
  };
  const take = async (kind: string, whom: string, most: number) => (await count(kind, whom)) <= most;
  const keyring = { tokensOf: async () => [Buffer.alloc(16, 1)] };
  return new InquiryBounds({ take, count } as unknown as Allowances, keyring as unknown as Keyring);
}
type Sent = Parameters<InquiryBounds['of']>[0];
/** How many of a series are taken until one is not, at most 200. */
async function taken(sending: (n: number) => Partial<Sent>): Promise<number> {
  const one = bounds();
  for (let n = 0; n < 200; n++) {
    const whole = {
      client: client(`v${n}`),
      accountId: null,
      replyTo: `b${n}@buyer.example`,
      text: 'Price?',
      ...sending(n),
    };
    const answer = await one.of(whole, NOW);
    if (answer !== null && typeof answer !== 'string') return n;
  }
  return Infinity;
}

it('takes only so many an hour of a visitor, an account, an address and a text, whatever else they change', async () => {
  expect(await taken(() => ({ client: client('one visitor') }))).toBe(100);
  expect(await taken(() => ({ accountId: 'a'.repeat(24) }))).toBe(100);
  expect(await taken((n) => ({ replyTo: n % 2 ? 'one@buyer.example' : 'ONE@Buyer.example' }))).toBe(20);
  expect(await taken((n) => ({ text: `${n} ${TEXT}` }))).toBe(60);
  expect(await taken(() => ({}))).toBe(Infinity);
});

it('holds back what many wrote alike, and what looks like no buyer’s', async () => {
  const one = bounds();
  const sent = { client: client('v'), accountId: null, replyTo: 'b@buyer.example' };
  const answers = [];
  for (let n = 0; n < 14; n++) answers.push(await one.of({ ...sent, text: `${n} ${TEXT}` }, NOW));
  expect(answers).toEqual([...Array<null>(12).fill(null), 'REPEATED_TEXT', 'REPEATED_TEXT']);
  expect(await one.of({ ...sent, text: 'See https://evil.example' }, NOW)).toBe('LINK');
});
