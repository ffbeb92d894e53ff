import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMs } from '../deployment/process-meter.ts';
import { newGuest } from './guests.ts';
import type { MailStage } from './mail-stage.ts';
import { share, spelledShares } from './shares.ts';

const SEND = `mutation Send($input: SendInquiryInput!) { sendInquiry(input: $input) { __typename ... on InquirySent { proofNeeded } ... on Problem { message } } }`;
const PROVE = `mutation Prove($input: ProveInquiryInput!) { proveInquiry(input: $input) { __typename ... on Problem { message } } }`;
const PROOF = /#token=(\S+)/;
/** Offered, so that what is borne is seen where it is above the target. */
const A_MINUTE = 1_200;
const MINUTE_MS = 60_000;
const WARMING_MS = 5_000;
const MOST_AT_ONCE = 48;

const after = (ms: number): (() => boolean) => {
  const end = Date.now() + ms;
  return () => Date.now() >= end;
};

/** How long each step of one inquiry took, in milliseconds, and when its last was done. */
export interface Inquired {
  sendMs: number;
  proofMailMs: number;
  proofToSupplierMs: number;
  handedOverAt: number;
}

/** A guest writes, follows the link in the mail, and the mail to the supplier is handed over. `due`: from when on they wait. */
async function inquiry({ ask, sink, company }: MailStage, due = Date.now()): Promise<Inquired> {
  const { email, network, mark, message } = newGuest();
  const headers = { 'x-forwarded-for': network, 'accept-language': 'en' };
  const [asked, told] = [sink.mailTo(email, '#token='), sink.mailTo(company.email, mark)];
  const said = { companyId: company.id, message, replyTo: email, locale: 'EN', idempotencyKey: randomUUID() };
  const { sendInquiry } = await ask(SEND, { input: said }, headers);
  if (sendInquiry.__typename !== 'InquirySent')
    throw new Error(`Expected it sent, got ${JSON.stringify(sendInquiry)}.`);
  const sentAt = Date.now();
  const proof = await asked;
  const began = Date.now();
  const token = PROOF.exec(proof.text)![1]!;
  const { proveInquiry } = await ask(PROVE, { input: { token, idempotencyKey: randomUUID() } }, headers);
  if (proveInquiry.__typename !== 'InquiryProven')
    throw new Error(`Expected it proven, got ${JSON.stringify(proveInquiry)}.`);
  const { at: handedOverAt } = await told;
  return {
    sendMs: sentAt - due,
    proofMailMs: Math.max(0, proof.at - sentAt),
    proofToSupplierMs: handedOverAt - began,
    handedOverAt,
  };
}

/**
 * Inquiries fall due at an even rate whatever becomes of earlier ones, until it is over. Of many at once some wait, and their wait counts.
 */
export async function inquiries(stage: MailStage, perMinute: number, isOver: () => boolean): Promise<Inquired[]> {
  const done: Inquired[] = [];
  const running = new Set<Promise<unknown>>();
  const begun = Date.now();
  for (let number = 0; !isOver(); number++) {
    const due = begun + (number * MINUTE_MS) / perMinute;
    if (Date.now() < due) await sleep(due - Date.now());
    const one = inquiry(stage, due).then((inquired) => {
      running.delete(one);
      return done.push(inquired);
    });
    running.add(one);
    if (running.size >= MOST_AT_ONCE) await Promise.race(running);
  }
  await Promise.all(running);
  return done;
}

/** Guests write for a minute, more than are to be borne; the rate is that at which suppliers' mails were handed over. */
export async function inquiring(stage: MailStage): Promise<Record<string, number>> {
  await inquiries(stage, A_MINUTE, after(WARMING_MS));
  const pids = [stage.gateway.pid, stage.deployment.servers.mongo.pid!];
  const before = pids.map(cpuMs);
  const all = await inquiries(stage, A_MINUTE, after(MINUTE_MS));
  const [inquiryCpuMs, databaseMs] = pids.map((pid, index) => (cpuMs(pid) - before[index]!) / all.length) as [
    number,
    number,
  ];
  const ends = all.map(({ handedOverAt }) => handedOverAt).toSorted((first, second) => first - second);
  const inquiriesPerMinute = ((ends.length - 1) * MINUTE_MS) / (ends.at(-1)! - ends[0]!);
  const [sends, proofs, supplied] = [
    all.map(({ sendMs }) => sendMs),
    all.map(({ proofMailMs }) => proofMailMs),
    all.map(({ proofToSupplierMs }) => proofToSupplierMs),
  ];
  stage.say(`\n${A_MINUTE} inquiries of guests offered in a minute: ${inquiriesPerMinute.toFixed(0)} a minute done`);
  stage.say(`  CPU ms each: directory ${inquiryCpuMs.toFixed(1)} · mongod ${databaseMs.toFixed(1)}`);
  stage.say(`  sendInquiry ${spelledShares(sends)}`);
  stage.say(`  sent → mail that asks for the proof ${spelledShares(proofs)}`);
  stage.say(`  proof → supplier's mail ${spelledShares(supplied)}`);
  return {
    inquiriesPerMinute,
    inquiryCpuMs,
    sendInquiryP50Ms: share(sends, 0.5),
    sendInquiryP95Ms: share(sends, 0.95),
    proofToSupplierP50Ms: share(supplied, 0.5),
    proofToSupplierP95Ms: share(supplied, 0.95),
  };
}
