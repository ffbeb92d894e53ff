import { randomUUID } from 'node:crypto';
import type { Client } from './client.ts';
import { until, type World } from './world.ts';

/** What tests read of an inquiry, and of what a mutation of one answers. */
export const INQUIRY = `id state quarantineReason viewerSide buyerName buyerCountry locale unreadCount messageCount
  viewerCanReply viewerCanManage replyAddress company { id } product { id } assignedTo { id }
  messages(first: 50) { edges { node { id from body via isViewers } } }`;
const PROBLEMS = `... on Problem { message } ... on InvalidInput { field } ... on NotFound { field }
  ... on NotAllowed { reason } ... on TooManyAttempts { retryAfterSeconds }`;

/** Asks a company something; answers the result, or the codes of what the request was refused for. */
export async function inquire(client: Client, input: object, headers: Record<string, string> = {}) {
  const given = { message: 'How much are 200 valves?', idempotencyKey: randomUUID(), ...input };
  const { data, errors } = await client.ask(
    `mutation Send($input: SendInquiryInput!) { sendInquiry(input: $input) { __typename
      ... on InquirySent { proofNeeded inquiry { ${INQUIRY} } }
      ${PROBLEMS} } }`,
    { input: given },
    headers,
  );
  return data?.sendInquiry ?? { errors: errors!.map(({ extensions }) => extensions.code) };
}

/** Confirms an inquiry by the token of its mail. */
export async function proveInquiry(
  client: Client,
  token: string,
  headers: Record<string, string> = {},
  idempotencyKey: string = randomUUID(),
) {
  const { data, errors } = await client.ask(
    `mutation Prove($input: ProveInquiryInput!) { proveInquiry(input: $input) { __typename
      ... on InquiryProven { company { id } inquiry { ${INQUIRY} } }
      ... on Problem { message } ... on NotAllowed { reason } } }`,
    { input: { token, idempotencyKey } },
    headers,
  );
  return data?.proveInquiry ?? { errors: errors!.map(({ extensions }) => extensions.code) };
}

/** Does something to an inquiry. */
export async function turn(client: Client, mutation: string, input: object, headers: Record<string, string>) {
  const types: Record<string, string> = { replyToInquiry: 'ReplyToInquiryInput', assignInquiry: 'AssignInquiryInput' };
  const { data, errors } = await client.ask(
    `mutation Turn($input: ${types[mutation] ?? 'InquiryInput'}!) { ${mutation}(input: $input) { __typename
      ... on Inquiry { ${INQUIRY} } ... on Problem { message } ... on NotFound { field } ... on NotAllowed { reason } } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    headers,
  );
  return data?.[mutation] ?? { errors: errors!.map(({ extensions }) => extensions.code) };
}

/** The token in the newest of at least so many mails to an address. */
export async function proofSentTo(world: World, address: string, mails = 1): Promise<string> {
  await until(async () => (await world.mailbox(address)).length >= mails, 20_000);
  return /#token=([\w-]+)/.exec((await world.mailbox(address)).at(-1)!.text)![1]!;
}
