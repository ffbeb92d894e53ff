import { randomUUID } from 'node:crypto';
import { categoryTree } from '../../subgraphs/catalog/category/tree/tree.ts';
import { median } from '../report/spread.ts';
import type { MemberStage } from './member-stage.ts';

const AT_ONCE = 8;
const EACH = 60;
const CREATE = `mutation Create($input: CreateProductInput!) { createProduct(input: $input) { __typename ... on Product { id } ... on Problem { message } } }`;
const changing = (root: string, type: string) =>
  `mutation Change($input: ${type}!) { ${root}(input: $input) { __typename ... on Problem { message } } }`;
const PUBLISH = changing('publishProduct', 'PublishProductInput');
const DELETE = changing('deleteProduct', 'DeleteProductInput');

/** Members publish drafts over eight connections, each draft once: from the request to the answer. */
export async function publishing(stage: MemberStage): Promise<Record<string, number>> {
  const { ask, owner, say } = stage;
  const { code: categoryCode } = categoryTree.find(({ level }) => level === 3)!;
  const draft = async (number: number): Promise<string> => {
    const name = [{ locale: 'EN', text: `Gate valve of the bench, number ${number}` }];
    const input = { name, categoryCode, idempotencyKey: randomUUID() };
    const { createProduct } = await ask(CREATE, { input }, owner);
    if (createProduct.__typename !== 'Product')
      throw new Error(`Expected a draft, got ${JSON.stringify(createProduct)}.`);
    return createProduct.id;
  };
  const ids: string[] = [];
  for (let number = 0; number < AT_ONCE * EACH; number++) ids.push(await draft(number));
  const waits: number[] = [];
  const publisher = async (mine: readonly string[]): Promise<void> => {
    for (const id of mine) {
      const began = performance.now();
      const { publishProduct } = await ask(PUBLISH, { input: { id, idempotencyKey: randomUUID() } }, owner);
      waits.push(performance.now() - began);
      if (publishProduct.__typename !== 'Product')
        throw new Error(`Expected to publish, got ${JSON.stringify(publishProduct)}.`);
    }
  };
  await Promise.all(
    Array.from({ length: AT_ONCE }, (_, part) => publisher(ids.filter((_id, index) => index % AT_ONCE === part))),
  );
  const publishP50Ms = median(waits);
  const publishP95Ms = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.95)]!;
  say(
    `\n${ids.length} products published over ${AT_ONCE} connections: p50 ${publishP50Ms.toFixed(1)} ms, p95 ${publishP95Ms.toFixed(1)} ms`,
  );
  // Fewer at a time than what counts as sudden.
  for (const id of ids.slice(0, 100)) await ask(DELETE, { input: { id } }, owner);
  return { publishP50Ms, publishP95Ms };
}
