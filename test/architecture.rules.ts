import type { SourceFile } from './architecture.imports.ts';

/** What holds of the whole tree. `breaches` answers with one sentence for each place where it does not. */
export interface Rule {
  readonly name: string;
  readonly breaches: (files: readonly SourceFile[]) => string[];
}

const isTest = (path: string): boolean => path.endsWith('.test.ts');
const isMain = (path: string): boolean => /(^|[/.])main\.ts$/.test(path);
const within = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => path.startsWith(`${folder}/`));
/** The role that a file's name tells: `product.record.ts` is a record; empty when it tells none. */
const roleOf = (path: string): string => /\.([a-z-]+)\.ts$/.exec(path)?.[1] ?? '';

/** A rule about each import of a file by another file. */
function importRule(name: string, allowed: (from: string, of: string, typeOnly: boolean) => boolean): Rule {
  return {
    name,
    breaches: (files) =>
      files.flatMap(({ path, imports }) =>
        imports
          .filter(({ of, typeOnly }) => !allowed(path, of, typeOnly))
          .map(({ of }) => `${path} imports ${of}: ${name}.`),
      ),
  };
}

/** A rule about each file by itself. */
const fileRule = (name: string, holds: (file: SourceFile) => boolean): Rule => ({
  name,
  breaches: (files) => files.filter((file) => !holds(file)).map(({ path }) => `${path}: ${name}.`),
});

const SUBGRAPHS = ['member', 'catalog', 'privacy'].map((name) => `subgraphs/${name}`);
const TOP = ['kit', 'gateway', 'subgraphs', 'schema', 'seed', 'test', 'bench', 'eval'];

/** What looks at the product from outside, and is no part of it. */
const JUDGING = ['test', 'bench', 'eval'];

/** What may be imported from below each folder, besides the folder itself. What is not named here may import anything. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  kit: [],
  gateway: ['kit'],
  'subgraphs/member': ['kit', 'schema/events', 'schema/processing'],
  'subgraphs/catalog': ['kit', 'schema/events', 'schema/processing'],
  'subgraphs/privacy': ['kit', 'schema/events', 'schema/processing'],
  'schema/events': ['kit', 'schema/processing'],
  'schema/processing': ['kit'],
  schema: ['kit'],
  seed: ['kit', 'subgraphs', 'schema/events'],
};

const STORED_OR_SHOWN = ['record', 'type', 'input', 'enum', 'args', 'reference', 'scalar', 'problem', 'policy'];
const DOING = new Set(['resolver', 'presenter', 'service', 'loader', 'context']);
const RECORD_KEEPERS = ['kit/record', 'kit/mongo', 'kit/local-servers'];
const NO_DATABASE = new Set([...STORED_OR_SHOWN, 'resolver', 'presenter']);
const DRAWER = /(^|[/.-])(utils?|helpers?|common|shared|misc)([/.-]|$)/;
const NAME = /^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+(-[a-z]+)*){0,2}\.ts$/;
const MOST_LINES = 300;

export const rules: readonly Rule[] = [
  importRule('each folder imports only what is below it', (from, of) => {
    if (!within(of, TOP) || isTest(from)) return true;
    const folder = Object.keys(MAY_IMPORT).find((name) => within(from, [name]));
    return folder === undefined || within(of, [folder, ...MAY_IMPORT[folder]!]);
  }),
  importRule('the kit’s own tests know no word of the domain either', (from, of) =>
    isTest(from) && within(from, ['kit']) ? !within(of, ['gateway', 'subgraphs', 'schema', 'seed']) : true,
  ),
  importRule('no subgraph imports another, nor the gateway', (from, of) => {
    const own = SUBGRAPHS.find((name) => within(from, [name]));
    return !own || within(of, [own]) || !within(of, ['subgraphs', 'gateway']);
  }),
  importRule(
    'the gateway imports no subgraph',
    (from, of) => !(within(from, ['gateway']) && within(of, ['subgraphs'])),
  ),
  importRule('what runs does not import tests, benches or evaluations', (from, of) =>
    isTest(from) || within(from, JUDGING) ? true : !within(of, JUDGING) && !isTest(of),
  ),
  importRule('a main is run, never imported', (_, of) => !isMain(of)),
  importRule('what is stored or shown does not know what is done with it', (from, of) =>
    STORED_OR_SHOWN.includes(roleOf(from)) ? !DOING.has(roleOf(of)) : true,
  ),
  importRule('storage is not the contract: a record and a type do not know each other', (from, of) => {
    const pair = [roleOf(from), roleOf(of)].toSorted().join(' ');
    return pair !== 'record type' && pair !== 'input record';
  }),
  importRule('a resolver asks a service or a loader, not the records', (from, of) =>
    roleOf(from) === 'resolver' ? roleOf(of) !== 'record' && of !== 'mongoose' : true,
  ),
  importRule('a presenter only presents', (from, of) =>
    roleOf(from) === 'presenter' ? !['resolver', 'service', 'loader'].includes(roleOf(of)) : true,
  ),
  importRule('a resolver is imported by the wiring alone', (from, of) =>
    roleOf(of) === 'resolver' ? isTest(from) || /^subgraphs\/[a-z]+\/[a-z]+\.ts$/.test(from) : true,
  ),
  importRule(
    'mongoose runs only where records live, and its types are named only by who keeps them',
    (from, of, typeOnly) => {
      if (of !== 'mongoose' || isTest(from) || within(from, [...RECORD_KEEPERS, 'test', 'bench'])) return true;
      return typeOnly && !within(from, ['gateway', 'kit/graphql']) && !NO_DATABASE.has(roleOf(from));
    },
  ),
  { name: 'no file imports itself, by whatever way round', breaches: cycles },
  fileRule(`no file is longer than ${MOST_LINES} lines`, ({ lines }) => lines <= MOST_LINES),
  fileRule('names are kebab-case, noun.role.ts', ({ path }) => NAME.test(path)),
  fileRule('no drawer: a thing is named after what it is', ({ path }) => !DRAWER.test(path)),
];

/** Each ring of files that import one another, once, from its first file in the order of the alphabet. */
function cycles(files: readonly SourceFile[]): string[] {
  const importsOf = new Map(files.map(({ path, imports }) => [path, imports.map(({ of }) => of)]));
  const done = new Set<string>();
  const found = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    const seenAt = way.indexOf(path);
    if (seenAt >= 0) {
      const ring = way.slice(seenAt);
      const first = ring.indexOf(ring.toSorted()[0]!);
      const turned = [...ring.slice(first), ...ring.slice(0, first)];
      found.add(`${[...turned, turned[0]].join(' → ')}: a ring of imports.`);
    } else if (!done.has(path)) {
      for (const next of importsOf.get(path) ?? []) visit(next, [...way, path]);
      done.add(path);
    }
  };
  for (const path of [...importsOf.keys()].toSorted()) visit(path, []);
  return [...found];
}
