import { randomBytes } from 'node:crypto';
import { connect } from '../../kit/mongo/connect.ts';
import { modelOf } from '../../kit/record/record.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';
import { membershipRecord, type CompanyRole } from '../../schema/events/membership.record.ts';
import type { World } from './world.ts';

/** Somebody who acts for a company, signed in. */
export interface Actor {
  accountId: string;
  subjectRef: string;
  headers: { authorization: string };
}

/** Lets an account of its own act for a company, without the mails of an invitation. */
export async function actorIn(world: World, companyId: string, role: CompanyRole = 'OWNER'): Promise<Actor> {
  const [events] = connect(world.servers.mongo.uri, ['events']);
  await events.asPromise();
  const [accountId, subjectRef] = [randomBytes(12).toString('hex'), newSubjectRef()];
  const membership = { subjectRef, companyId, role, paused: false, since: new Date(), version: 1 };
  await modelOf(events, membershipRecord).create({ _id: accountId, ...membership });
  await events.close();
  return { accountId, subjectRef, headers: { authorization: `Bearer ${await world.sessions.token([], accountId)}` } };
}

export interface Announcement {
  kind: string;
  filename: string;
  contentType: string;
  byteSize: number;
  idempotencyKey: string;
}

const CREATE_UPLOAD = `mutation CreateUpload($input: CreateUploadInput!) { createUpload(input: $input) {
  __typename ... on Upload { id url expiresAt maxBytes } ... on Problem { message }
  ... on InvalidInput { field } ... on NotAllowed { reason } } }`;

/** Announces a file of these bytes; what is given otherwise is announced instead. */
export async function announce(world: World, actor: Actor, bytes: Uint8Array, own: Partial<Announcement> = {}) {
  const input = {
    kind: 'BUSINESS_LICENCE',
    filename: 'licence of Ayşe.pdf',
    contentType: 'application/pdf',
    byteSize: bytes.length,
    idempotencyKey: randomBytes(12).toString('hex'),
    ...own,
  };
  const { data, errors } = await world.ask(CREATE_UPLOAD, { input }, actor.headers);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.createUpload;
}

/** Sends bytes by a ticket's address. */
export async function send(
  world: World,
  url: string,
  bytes: Uint8Array | ReadableStream,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${world.address}${url}`, {
    method: 'PUT',
    body: bytes,
    headers,
    duplex: 'half',
  } as never);
  const said = (await response.json()) as {
    upload?: { id: string };
    errors?: [{ message: string; extensions: { code: string; reason: string; requestId: string } }];
  };
  return { status: response.status, upload: said.upload, reason: said.errors?.[0].extensions.reason };
}

/** Announces and sends; answers the upload's id. */
export async function uploaded(world: World, actor: Actor, bytes: Uint8Array, own: Partial<Announcement> = {}) {
  const { id, url } = await announce(world, actor, bytes, own);
  const sent = await send(world, url, bytes);
  if (sent.status !== 201) throw new Error(`Expected it uploaded, got ${sent.status} ${sent.reason}.`);
  return id as string;
}

/** The smallest thing that is a PDF from its beginning to its end. */
export const pdf = (text = 'licence', size = 0): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% ${text}${' '.repeat(size)}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );
