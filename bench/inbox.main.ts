import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { startLocalServers } from '../kit/local-servers/local-servers.ts';
import { connect } from '../kit/mongo/connect.ts';
import { ensureCollections } from '../kit/record/record.ts';
import { newSubjectRef } from '../kit/subject-keys/subject-ref.ts';
import { MEMBER_RECORDS } from '../subgraphs/member/member.ts';
import { InquirySearch, MOST_SEARCHED } from '../subgraphs/member/inquiry/inquiry-search.ts';
import { InquiryStore } from '../subgraphs/member/inquiry/inquiry-store.ts';
import { startTestKeys } from '../test/kit/keyring.ts';
import { closingLine } from './report/closing-line.ts';

const MESSAGES = 3;
const WARMED = 5;
const SEARCHES = 60;
const WORDS =
  'Merhaba, İstanbul için küresel vana fiyatı ve teslim süresi lazım; 请报价。 Two hundred pieces by March please. ';

const servers = await startLocalServers({ dataDir: null, env: process.env, log: () => undefined });
const keys = await startTestKeys();
const [member] = connect(servers.mongo.uri, ['member']) as [Connection];
await member.asPromise();
await ensureCollections(member, MEMBER_RECORDS);
const store = new InquiryStore(member, keys.keyring);
const companyId = randomBytes(12).toString('hex');

for (let thread = 0; thread < MOST_SEARCHED; thread++) {
  const [_id, threadRef, buyerRef] = [randomBytes(12).toString('hex'), newSubjectRef(), newSubjectRef()];
  const at = new Date(Date.now() - thread * 1_000);
  const about = { companyId, productId: null, categoryCode: null, locale: 'TR', quarantineReason: null } as const;
  const counts = { unreadBySupplier: 1, unreadByBuyer: 0, messageCount: MESSAGES, version: 1 };
  const times = { lastMessageAt: at, firstAnsweredAt: null, createdAt: at };
  const buyers = [{ buyerRef, kind: 'GUEST' as const, name: 'Ayşe Gizli', country: 'TR' }];
  const state = { state: 'NEW', disclosure: 'MASKED' } as const;
  await member.transaction(async (session) => {
    await store.add({ _id, threadRef, ...about, buyers, assigned: [], ...state, ...counts, ...times }, session);
    for (let message = 0; message < MESSAGES; message++) {
      const body = `${WORDS.repeat(4)}${message}`;
      const written = { from: 'BUYER', authors: [], body, attachments: [], via: 'SITE', messageId: null } as const;
      const stored = { _id: randomBytes(12).toString('hex'), inquiryId: _id, threadRef };
      await store.addMessage({ ...stored, ...written, authors: [], attachments: [], at, threadAt: at }, session);
    }
  });
}

const search = new InquirySearch(store);
const times: number[] = [];
for (let searched = 0; searched < WARMED + SEARCHES; searched++) {
  const start = performance.now();
  const { found } = await search.matching({ companyId }, `nowhere ${searched}`, null, 21);
  if (found.length > 0) throw new Error('Expected nothing to be found, so that all is looked through.');
  if (searched >= WARMED) times.push(performance.now() - start);
}
times.sort((first, second) => first - second);
const at = (share: number): number => times[Math.floor(times.length * share)]!;
process.stdout.write(
  `${MOST_SEARCHED} threads of ${MESSAGES} messages looked through: p50 ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms.\n`,
);
process.stdout.write(`${closingLine({ threads: MOST_SEARCHED, inboxP50Ms: at(0.5), inboxP95Ms: at(0.95) })}\n`);
await member.close();
await keys.close();
await servers.stop();
