import type { LeafDeclaration } from '../graphql/leaf-declaration.ts';
import type { ApiLeaf } from '../graphql/leaves.ts';
import { isPersonal, type DataMap } from './data-map.ts';
import { groupedBy } from './erasure-plan.ts';
import { markdownTable } from './table.ts';

type Rows = DataMap[number][];

/** What is wrong with the leaves of all subgraphs together, one sentence each, with what to write. */
export function leafFaults(leaves: readonly ApiLeaf[], map: DataMap): string[] {
  return declared(leaves).flatMap(({ path, way, name, declaration }) => {
    if (!declaration) return [`${path}: nothing says what it ${way} of what is stored. ${WRITE[way]}`];
    const missing = placesOf(declaration, name).filter((place) => rowsAt(place, map).length === 0);
    return missing.map((place) => `${path}: ${way} ${place}, which no record stores. ${WRITE[way]}`);
  });
}

const WRITE = {
  shows:
    "Write @Shows('collection.path') for the stored path it shows, or @ShowsNothingPersonal() when it shows nothing of a person.",
  takes:
    "Write @Takes('collection.path') for the stored path it goes to (an argument: move it into an input type), or @TakesNothingPersonal() when it is about nobody or stored nowhere.",
};

/** Every leaf, with what it shows or takes: for people who look through a change. */
export const apiLeaves = (leaves: readonly ApiLeaf[], map: DataMap): string => `# What the API shows and takes

Made by \`npm run privacy:write\` from what the types declare. “–” is nothing of a person.

${markdownTable({ head: ['leaf', 'way', 'stored at', 'personal data'], rows: declared(leaves).map((leaf) => leafRow(leaf, map)) })}
`;

function leafRow({ path, way, name, declaration }: ApiLeaf, map: DataMap): string[] {
  if (declaration?.of === 'all of the viewer')
    return [`\`${path}\``, way, 'all that is held about whoever asks', 'any'];
  const places = declaration ? placesOf(declaration, name) : [];
  const personal = places.flatMap((place) => rowsAt(place, map)).filter(isPersonal);
  return [
    `\`${path}\``,
    way,
    places.map((place) => `\`${place}\``).join(', ') || '–',
    [...new Set(personal.map(({ category }) => category))].join(', ') || '–',
  ];
}

/** Each leaf once, by the subgraph that speaks for it: a stub of a type that another one owns says nothing. */
const declared = (leaves: readonly ApiLeaf[]): ApiLeaf[] =>
  [
    ...groupedBy(
      leaves.filter(({ external }) => !external),
      ({ path }) => path,
    ).values(),
  ]
    .map((same) => same.find(({ declaration }) => declaration !== null) ?? same[0])
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));

function placesOf(declaration: LeafDeclaration, name: string): readonly string[] {
  if (declaration.of === 'nothing personal' || declaration.of === 'all of the viewer') return [];
  if (declaration.of === 'paths') return declaration.paths;
  const { collection, below } = declaration;
  return [`${collection}.${below && `${below}.`}${name === 'id' ? '_id' : name}`];
}

/** The stored paths at a place, or below it. */
const rowsAt = (place: string, map: DataMap): Rows =>
  map.filter(({ collection, path }) => {
    const stored = `${collection}.${path.replaceAll('[]', '')}`;
    return stored === place || stored.startsWith(`${place}.`);
  });
