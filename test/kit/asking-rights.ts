import { randomUUID } from 'node:crypto';
import type { Client } from './client.ts';
import { until, type World } from './world.ts';

/** What tests read of a case. */
export const CASE = `id number state channel regimes receivedAt dueAt provenAt provenBy text email name country locale
  representativeName representativeAuthority closedAt version viewerCanWithdraw viewerCanDecide isViewers
  items { right state dueAt extendedFrom reason answer closedAt basis { regime rule dueAt source } }
  blockedBy { right code text } history { act by right reason }`;
const PROBLEMS = `... on Problem { message } ... on InvalidInput { field } ... on TooManyAttempts { retryAfterSeconds }`;
const CHANGED = `... on PrivacyCase { ${CASE} } ${PROBLEMS} ... on NotAllowed { reason } ... on NotFound { field }
  ... on PrivacyCaseConflict { currentState currentVersion }`;
/** What each mutation of cases may answer. */
const ANSWERS: Readonly<Record<string, string>> = {
  openPrivacyCase: `... on PrivacyCaseReceived { proofNeeded case { ${CASE} } } ${PROBLEMS}`,
  provePrivacyCase: `... on PrivacyCaseProven { number case { ${CASE} } } ${PROBLEMS}`,
  registerPrivacyCase: `... on PrivacyCase { ${CASE} } ... on Problem { message } ... on InvalidInput { field } ... on NotAllowed { reason }`,
  withdrawPrivacyCase: CHANGED,
  ...Object.fromEntries(
    ['take', 'decide', 'refuse', 'extend'].map((act) => [
      `${act}PrivacyCase`,
      CHANGED.replace('... on TooManyAttempts { retryAfterSeconds }', ''),
    ]),
  ),
  confirmPrivacyCaseIdentity: CHANGED.replace('... on TooManyAttempts { retryAfterSeconds }', ''),
};
const INPUTS: Readonly<Record<string, string>> = { takePrivacyCase: 'PrivacyCaseChangeInput' };

/** Asks a mutation of cases; answers its result, or the codes of what the request was refused for. */
export async function askRight(client: Client, mutation: string, input: object, headers: Record<string, string> = {}) {
  const type = INPUTS[mutation] ?? `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await client.ask(
    `mutation Ask($input: ${type}!) { ${mutation}(input: $input) { __typename ${ANSWERS[mutation]} } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    headers,
  );
  return data?.[mutation] ?? { errors: errors!.map(({ extensions }) => extensions.code) };
}

/** The newest mail to an address of which the text holds something. */
export async function mailWith(world: World, address: string, words: string | RegExp) {
  const fits = (text: string) => (typeof words === 'string' ? text.includes(words) : words.test(text));
  const found = async () => (await world.mailbox(address)).findLast(({ text, subject }) => fits(`${subject}\n${text}`));
  await until(async () => (await found()) !== undefined, 30_000);
  return (await found())!;
}

/** The token in the newest of at least so many mails that ask an address to confirm what it asked for. */
export async function caseProofSentTo(world: World, address: string, mails = 1): Promise<string> {
  const sent = async () => (await world.mailbox(address)).filter(({ text }) => text.includes('prove-privacy-case'));
  await until(async () => (await sent()).length >= mails, 30_000);
  return /#token=([\w-]+)/.exec((await sent()).at(-1)!.text)![1]!;
}

/** Number and code in the newest mail about a case to an address. */
export async function caseLinkSentTo(world: World, address: string): Promise<{ number: string; code: string }> {
  const { text } = await mailWith(world, address, /\/privacy-case#token=PC/);
  const [, number, code] = /privacy-case#token=(PC[\dA-Z-]+)\.([\w-]{43})/.exec(text)!;
  return { number: number!, code: code! };
}

/** Asks as a guest, and confirms by the mail; answers what came of the proof. */
export async function provenGuest(world: World, email: string, input: object) {
  const sent = await askRight(world, 'openPrivacyCase', { email, ...input });
  if (sent.__typename !== 'PrivacyCaseReceived')
    throw new Error(`Expected it to be taken in, got ${JSON.stringify(sent)}.`);
  return askRight(world, 'provePrivacyCase', { token: await caseProofSentTo(world, email) });
}
