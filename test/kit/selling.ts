import { randomUUID } from 'node:crypto';
import type { Client } from './client.ts';

/** What tests read of a product that its company changes. */
const OWN = `fragment Own on Product {
  id status version externalId name nameProvenance updatedAt publishedAt
  price { minimum maximum currency unit validFrom validUntil } priceTiers { minimumQuantity amount }
  minimumOrderQuantity { amount unit } hsCode incoterm incotermEdition incotermPlace originCountry leadTimeDays oem odm
  samples { available free price currency } certificates { standard number scope expiresAt } attributes { key value }
  texts { locale name description provenance translatedFrom } moderation { state reason }
  viewerCanEdit viewerCanPublish viewerCanWithdraw company { name }
}`;

const PROBLEMS = `... on Problem { message } ... on InvalidInput { field } ... on NotAllowed { reason } ... on NotFound { field }`;
const CONFLICT = `... on ProductVersionConflict { currentVersion expectedVersion yours { field value } current { ...Own } }`;

/** Asks a mutation of products; answers its result. Throws for what is no result. */
export async function change(
  client: Client,
  mutation: string,
  input: Record<string, unknown>,
  headers: Record<string, string> = {},
) {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const changed = mutation === 'deleteProduct' ? '... on DeletedProduct { productId }' : '...Own';
  const publishing = mutation === 'publishProduct' ? '... on NotPublishable { missing }' : '';
  const conflict = mutation === 'createProduct' ? '' : CONFLICT;
  const { data, errors } = await client.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename ${changed} ${PROBLEMS} ${conflict} ${publishing} } }
    ${OWN}`,
    { input },
    headers,
  );
  if (!data?.[mutation]) throw new Error(`Expected a result of ${mutation}, got ${JSON.stringify(errors)}.`);
  return data[mutation];
}

let made = 0;

/** A new draft with a name that nothing else has; answers it. */
export function draft(client: Client, given: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
  const name = [{ locale: 'EN', text: `Gate valve ${++made} ${randomUUID()}` }];
  const input = { name, categoryCode: '10.20.05', idempotencyKey: randomUUID(), ...given };
  return change(client, 'createProduct', input, headers);
}
