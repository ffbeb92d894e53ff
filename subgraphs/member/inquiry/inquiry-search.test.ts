import type { InquiryMessage } from '../inquiry-message/inquiry-message.record.ts';
import type { InquiryRecord } from './inquiry.record.ts';
import { InquirySearch } from './inquiry-search.ts';

const AT = Date.parse('2026-11-27T08:00:00.000Z');
let looked = 0;
/** Threads with so many messages each; the last thread alone holds the word. */
function holding(threads: number, messages = 1) {
  const all = Array.from({ length: threads }, (_, n) => ({
    _id: String(n).padStart(24, '0'),
    lastMessageAt: new Date(AT - n),
    buyers: [{ name: `Buyer ${n}` }],
  })) as unknown as InquiryRecord[];
  looked = 0;
  return new InquirySearch({
    page: async (_, after, most) => {
      const from = after ? all.findIndex(({ _id }) => _id === after.id) + 1 : 0;
      return all.slice(from, from + most);
    },
    messagesOf: async (ids, most) => {
      // The database takes no limit for one that is none.
      expect(most).toBeGreaterThan(0);
      const found = ids.flatMap((inquiryId) =>
        Array.from({ length: messages }, () => ({
          inquiryId,
          body: inquiryId === all.at(-1)!._id ? 'Çelik vana' : 'bolts',
          attachments: [],
        })),
      );
      looked += Math.min(found.length, most);
      return found.slice(0, most) as unknown as InquiryMessage[];
    },
  });
}
const find = async (search: InquirySearch, text = 'celik', most = 21) => {
  const { found, isCut } = await search.matching({}, text, null, most);
  return { found: found.map(({ _id }) => Number(_id)), isCut };
};

it('looks through a thousand threads, and says when there are more', async () => {
  expect(await find(holding(0))).toEqual({ found: [], isCut: false });
  expect(await find(holding(999))).toEqual({ found: [998], isCut: false });
  expect(await find(holding(1_000))).toEqual({ found: [999], isCut: false });
  expect(await find(holding(1_001))).toEqual({ found: [], isCut: true });
  expect(await find(holding(5_000))).toEqual({ found: [], isCut: true });
  expect(looked).toBe(1_000);
});

it('opens ten thousand messages, and says when there are more', async () => {
  expect(await find(holding(200, 50))).toEqual({ found: [199], isCut: false });
  expect(await find(holding(201, 50))).toMatchObject({ isCut: true });
  expect(await find(holding(900, 50))).toMatchObject({ isCut: true });
  expect(looked).toBeLessThanOrEqual(10_001);
});

it('stops at as many as are asked for, and is not cut by that', async () => {
  expect(await find(holding(5_000), 'buyer', 3)).toEqual({ found: [0, 1, 2], isCut: false });
});

it.each([
  ['(', []],
  ['.*', []],
  ['\\', []],
  ['$where', []],
  ['ÇELİK  vana', [4]],
  ['ｃｅｌｉｋ', [4]],
  ['celik bolts', []],
  ['x'.repeat(100), []],
])('takes %j for words alone', async (text, found) => {
  expect(await find(holding(5), text)).toEqual({ found, isCut: false });
});
