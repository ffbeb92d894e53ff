import { serverAudits } from 'graphql-http';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ companies: 1, products: 0 });
});
afterAll(() => world.stop());

/** The audits of GraphQL over HTTP, which an anonymous client of the development mode sees hold. */
const audits = serverAudits({
  url: () => `${world.address}/graphql`,
  fetchFn: (...given: Parameters<typeof fetch>) => fetch(...given),
});

it('are sixty-one', () => {
  expect(audits).toHaveLength(61);
});

it.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))('%s %s', async (_id, _name, fn) => {
  const result = await fn();
  expect([result.status, 'reason' in result ? result.reason : '']).toEqual(['ok', '']);
});
