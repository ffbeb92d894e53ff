import { INQUIRY } from '../kit/inquiring.ts';
import type { ErasedPerson } from './erased-person.ts';
import { globalId } from '../../kit/global-id/global-id.ts';

const PUBLIC = `query About($q: String!, $id: ID!) {
  company(id: $id) { name contact { email } }
  node(id: $id) { id }
  companies: searchCompanies(query: $q, first: 20) { edges { node { name city } } }
  products: searchProducts(query: $q, first: 20) { edges { node { name company { name } } } }
  suggest(prefix: $q, first: 20) { text }
}`;
const OWN = `{ viewer { name company { name
    inquiries(first: 50) { edges { node { ${INQUIRY} } } } }
  inquiries(first: 50) { edges { node { ${INQUIRY} } } } } }`;

/** What the gateway answers to anybody and to those who had to do with her, asked about her by her names and her company’s id. */
export async function answersAbout({ directory, people, planting, ayse }: ErasedPerson): Promise<string[]> {
  const { world } = directory;
  const names = planting.written.filter(
    ({ owner, places }) => owner === 'ayse' && places.some((one) => one.includes('.name')),
  );
  const id = globalId('Company', ayse.companies[0]!.companyId);
  const { bora, cem } = people;
  const answers = await Promise.all([
    ...[undefined, bora.headers, cem.headers].flatMap((headers) =>
      names.map(({ text: q }) => world.ask(PUBLIC, { q, id }, headers)),
    ),
    ...[bora, cem].map(({ headers }) => world.ask(OWN, {}, headers)),
  ]);
  return answers.map(({ data, errors }) => JSON.stringify([data, errors]));
}

/** What anybody is told of her company; kept by nobody. */
export async function companyNow({ directory, ayse }: ErasedPerson): Promise<string> {
  const id = globalId('Company', ayse.companies[0]!.companyId);
  const { data, errors } = await directory.world.ask(
    `query Now${Date.now()}($id: ID!) { company(id: $id) { name city contact { email } } }`,
    { id },
  );
  return JSON.stringify([data, errors]);
}
