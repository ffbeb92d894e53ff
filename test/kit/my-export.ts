import { randomUUID } from 'node:crypto';
import { unzipped } from './unzipped.ts';
import { until, type World } from './world.ts';

const EXPORT = `mutation Export($input: ExportMyDataInput!) { exportMyData(input: $input) { __typename
  ... on PersonalDataExport { id state requestedAt readyAt expiresAt fetchedAt code }
  ... on Problem { message } ... on TooManyAttempts { retryAfterSeconds } } }`;
const SHOWN = 'query Shown($id: ID!) { personalDataExport(id: $id) { state readyAt expiresAt fetchedAt code } }';
const EXPORT_MS = 60_000;
type Headers = { authorization: string };

/** Asks for one’s data; answers the result. */
export async function exportAsked(
  world: World,
  headers: Record<string, string>,
  idempotencyKey: string = randomUUID(),
) {
  const { data, errors } = await world.ask(EXPORT, { input: { idempotencyKey } }, headers);
  return data?.exportMyData ?? { errors: errors!.map(({ extensions }) => extensions.code) };
}

export const exportShown = async (world: World, headers: Headers, id: string) =>
  (await world.ask(SHOWN, { id }, headers)).data.personalDataExport;

/** An export that is there: the path of its link, and its code. */
export async function exportReady(world: World, headers: Headers, email: string) {
  const { id } = (await exportAsked(world, headers)) as { id: string };
  await until(async () => (await exportShown(world, headers, id)).state === 'READY', EXPORT_MS);
  const { code, readyAt } = await exportShown(world, headers, id);
  const link = async () =>
    (await world.mailbox(email)).flatMap(({ text }) => /\/personal-data-exports\/[\w-]{67}/.exec(text) ?? []).at(-1);
  await until(async () => (await link())?.includes(idIn(id)) ?? false, EXPORT_MS);
  return { id, code: code as string, readyAt: readyAt as string, path: (await link())! };
}

/** What a member gets who asks for their data: the files of the archive, by their paths. */
export async function exportOf(world: World, headers: Headers, email: string): Promise<Map<string, Buffer>> {
  const { path, code } = await exportReady(world, headers, email);
  const response = await fetch(`${world.address}${path}/archive?code=${code}`);
  if (response.status !== 200) throw new Error(`Expected an archive, got ${response.status}: ${await response.text()}`);
  return unzipped(Buffer.from(await response.arrayBuffer()));
}

/** The token of a link begins with the id of its export. */
const idIn = (id: string): string => Buffer.from(id, 'base64url').toString().split(':')[1]!;
