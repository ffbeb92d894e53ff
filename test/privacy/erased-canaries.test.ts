import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import type { ErasureFacts } from '../../subgraphs/privacy/certificate/erasure-certificate.ts';
import { askRight } from '../kit/asking-rights.ts';
import { approvedErasure, certified } from '../kit/erasing-rights.ts';
import { exportOf } from '../kit/my-export.ts';
import { newcomer } from '../kit/newcomer.ts';
import { answersAbout, companyNow } from './asked-about.ts';
import { ErasedPerson, type Read } from './erased-person.ts';
import { figure } from './figure.ts';

import.meta.jest.setTimeout(500_000);

/**
 * One world in which a person is erased, from the case to the certificate. Its files are searched before and after, and after the databases and the
 * keys of people of before were brought back. The tests go on from one another.
 */
let all: ErasedPerson;
let backup: string;
let others: Awaited<ReturnType<ErasedPerson['ofOthers']>>;
let before: { read: Read; sealed: string[]; answers: string[] };
let over: Awaited<ReturnType<typeof certified>>;
let facts: ErasureFacts;
beforeAll(async () => {
  all = await ErasedPerson.written();
  backup = await all.directory.backedUp();
  before = { read: await all.readInFiles(), sealed: await all.sealedInFiles(), answers: await answersAbout(all) };
  others = await all.ofOthers();
  const { world } = all.directory;
  const taken = await askRight(world, 'openPrivacyCase', { rights: ['ERASURE'] }, all.people.ayse.headers);
  await approvedErasure(world, taken.case.id);
  over = await certified(world, taken.case.id, 120_000);
  if (over.plan.state !== 'CERTIFIED')
    throw new Error(`Expected a certificate, got ${over.plan.blockedBy} at ${over.plan.blockedAt}.`);
  facts = decodeJwt(over.certificate.document) as unknown as ErasureFacts;
}, 400_000);
afterAll(() => all?.close());

const written = () => all.canariesOf('ayse').length;
const nothingMore = { hers: expect.any(Number), others: expect.any(Number), elsewhere: [] };

it('what is declared to be sealed is in no file of the database at any time: not in its journal, its oplog, its log', async () => {
  const after = await all.sealedInFiles();
  figure('sealed texts in files of the database, before and after', `${before.sealed.length} and ${after.length}`);
  expect([before.sealed, after]).toEqual([[], []]);
});

it('is certified, with as much changed at each place as was counted behind the fence', () => {
  const same = facts.steps.filter(({ counted, changed }) => counted === changed);
  figure('places where what was changed is what was counted', `${same.length} of ${facts.steps.length}`);
  expect([over.plan.state, over.plan.blockedBy, facts.engine.purged]).toEqual(['CERTIFIED', null, true]);
  expect(same.length).toBe(facts.steps.length);
  // The fence itself ends these, and writes down that it did.
  const byFence = facts.steps.filter(({ predicted, changed }) => predicted !== changed);
  const places = ['memberships', 'restrictions', 'savedSearches', 'securityEvents', 'sessions'];
  expect([...new Set(byFence.map(({ collection }) => collection))].toSorted()).toEqual(places);
});

it('leaves none of her canaries in any document, file of the search engine, log, answer or export, in any form', async () => {
  const answers = await answersAbout(all);
  // The other side of a thread keeps what she wrote to it.
  const kept = all.planting.written.flatMap(({ places }, number) =>
    places.includes('member.inquiryMessages.body') ? [number] : [],
  );
  const { bora, cem } = all.people;
  const exported = await Promise.all([bora, cem].map((one) => exportOf(all.directory.world, one.headers, one.email)));
  const found = [
    ...(await all.inDocuments()),
    ...(await all.inEngine()),
    ...all.in([all.directory.logged], 'log'),
    ...all.in(answers, 'answers').filter((hit) => !kept.some((number) => hit === `answers as it is ${number}`)),
    ...exported.flatMap((files) => all.in([...files.values()].map(String), 'export')),
  ];
  figure('canaries of the erased after the certificate', `${found.length} of ${written()}`);
  expect(found).toEqual([]);
  expect(written()).toBeGreaterThan(50);
  expect(all.in(before.answers, 'answers').length).toBeGreaterThan(0);
});

it('with every file and the keys in force nothing of her is read but what is kept under keys of others, and that is named', async () => {
  const [files, documents] = [await all.readInFiles(), await all.readInDocuments()];
  const { caseFile, otherSide, told } = files;
  figure('canaries read with every file and all keys', `before ${before.read.hers}, after ${files.elsewhere.length}`);
  figure('  beside: in the file of the case, in threads of others', `${caseFile.length}, ${otherSide.length}`);
  figure('  beside: in deleted mails to others, until written over', told.length);
  expect(before.read.hers).toBeGreaterThan(40);
  expect(files).toMatchObject(nothingMore);
  expect(files.others).toBeGreaterThan(20);
  expect(documents).toMatchObject({ ...nothingMore, told: [] });
  expect(documents.others).toBeGreaterThan(20);
});

it('leaves what is about others byte by byte as it was', async () => {
  const after = await all.ofOthers();
  const changed = [...others].filter(([id, bytes]) => after.get(id) !== bytes).map(([id]) => id);
  figure('documents of bystanders that changed', `${changed.length} of ${others.size}`);
  expect(others.size).toBeGreaterThan(40);
  expect(changed.filter((id) => !COUNTING.test(id))).toEqual([]);
});
/** Counts of writings, and of copies that were handed over. */
const COUNTING = /^(\w+\.(subjectFences|allowances)|events\.disclosures) /;

it('the certificate of the API holds for whoever has the public key, and no byte of it can be another', async () => {
  const { directory } = all;
  const keys = await (await fetch(`${directory.world.address}/.well-known/jwks.json`)).text();
  const file = async (name: string, content: string) => {
    await writeFile(join(directory.folder, name), content);
    return join(directory.folder, name);
  };
  const verified = async (name: string, document: string) =>
    directory.operator('subgraphs/privacy/certificate/verify.main.ts', [
      await file(name, document),
      '--key',
      await file('jwks.json', keys),
    ]);
  const { document } = over.certificate;
  expect(await verified('certificate.jws', document)).toContain('This certificate is genuine');
  const [head, payload, signature] = document.split('.') as [string, string, string];
  const other = Buffer.from(payload, 'base64url')
    .toString()
    .replace(`"keysDestroyed":${facts.keysDestroyed}`, '"keysDestroyed":0');
  const flipped = [head, Buffer.from(other).toString('base64url'), signature].join('.');
  await expect(verified('flipped.jws', flipped)).rejects.toThrow('NOT GENUINE');
});

it('whoever comes back by the same address is somebody new, and nothing leads from the one to the other', async () => {
  const again = await newcomer(all.directory.world, { email: all.people.ayse.email });
  const anew = (await all.here.target(again.email)).references.map(({ ref }) => ref);
  const old = all.ayse.references.map(({ ref }) => ref);
  const names = (bytes: Buffer, refs: string[]) => refs.some((ref) => bytes.includes(ref));
  const both = (await all.directory.documents()).filter(({ bytes }) => names(bytes, anew) && names(bytes, old));
  figure('documents that name who came back and who was erased', both.length);
  expect(anew.length).toBeGreaterThan(1);
  expect(anew.filter((ref) => old.includes(ref))).toEqual([]);
  expect(both.map(({ place }) => place)).toEqual([]);
});

it('databases and keys of before bring her back to nobody: they are not served before she is erased anew', async () => {
  const { directory } = all;
  await directory.end();
  await directory.restored(backup);
  expect((await all.readInDocuments()).hers).toBeGreaterThan(40);
  await directory.begin();
  const served: string[] = [];
  for (const end = Date.now() + 240_000; !(await directory.ready()) && Date.now() < end; await sleep(250))
    served.push(await companyNow(all));
  expect(await directory.ready()).toBe(true);
  served.push(...(await answersAbout(all)));
  const found = [...all.in(served, 'answers'), ...(await all.inDocuments()), ...(await all.inEngine())];
  const [files, documents] = [await all.readInFiles(), await all.readInDocuments()];
  figure('canaries served or stored after a restore', found.length + documents.elsewhere.length);
  expect(directory.logged).toContain('restored databases are not served yet');
  expect(found).toEqual([]);
  expect(files).toMatchObject(nothingMore);
  expect(documents).toMatchObject({ ...nothingMore, told: [] });
});
