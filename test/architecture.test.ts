import { join } from 'node:path';
import { sourceFile, sourceFiles, type SourceFile } from './architecture.imports.ts';
import { rules } from './architecture.rules.ts';

const tree = sourceFiles(join(import.meta.dirname, '..'));

describe('the architecture', () => {
  it.each(rules)('$name', ({ breaches }) => {
    expect(breaches(tree)).toEqual([]);
  });

  it('is looked at whole', () => {
    const folders = new Set(tree.map(({ path }) => path.split('/')[0]));
    expect([...folders]).toEqual(expect.arrayContaining(['kit', 'gateway', 'subgraphs', 'schema', 'seed', 'test']));
    expect(tree.map(({ path }) => path)).toContain('test/architecture.test.ts');
    expect(tree.flatMap(({ imports }) => imports).length).toBeGreaterThan(tree.length);
  });
});

/** For each rule, files that break it, by their text. */
const broken: Record<string, Record<string, string>[]> = {
  'each folder imports only what is below it': [
    { 'kit/a/a.ts': "import { b } from '../../schema/b.ts';" },
    { 'seed/a.ts': "import { b } from '../gateway/b.ts';" },
    { 'schema/events/a.ts': "import { b } from '../../subgraphs/member/b.ts';" },
    { 'subgraphs/member/a.ts': "import { b } from '../../schema/compose.ts';" },
  ],
  'the kit’s own tests know no word of the domain either': [
    { 'kit/a/a.test.ts': "import { b } from '../../subgraphs/member/b.ts';" },
  ],
  'no subgraph imports another, nor the gateway': [
    { 'subgraphs/member/a.ts': "import type { B } from '../catalog/b.ts';" },
    { 'subgraphs/privacy/a/a.test.ts': "const b = await import('../../../gateway/b.ts');" },
  ],
  'the gateway imports no subgraph': [{ 'gateway/a.ts': "export { b } from '../subgraphs/catalog/b.ts';" }],
  'what runs does not import tests, benches or evaluations': [
    { 'seed/a.ts': "import { b } from '../eval/metrics/b.ts';" },
    { 'gateway/a.ts': "import '../test/kit/b.ts';" },
    { 'kit/a.ts': "import { b } from './b.test.ts';" },
  ],
  'a main is run, never imported': [
    { 'test/a.test.ts': "import '../gateway/gateway.main.ts';" },
    { 'kit/a.ts': "import { b } from '../main.ts';" },
  ],
  'what is stored or shown does not know what is done with it': [
    { 'subgraphs/member/a/a.type.ts': "import { b } from './b.presenter.ts';" },
    { 'subgraphs/member/a/a.record.ts': "import type { b } from './b.service.ts';" },
    { 'subgraphs/member/a/a.policy.ts': "import { b } from './b.loader.ts';" },
  ],
  'storage is not the contract: a record and a type do not know each other': [
    { 'subgraphs/member/a/a.type.ts': "import type { B } from './a.record.ts';" },
    { 'subgraphs/member/a/a.record.ts': "import type { B } from './a.input.ts';" },
  ],
  'a resolver asks a service or a loader, not the records': [
    { 'subgraphs/member/a/a.resolver.ts': "import { b } from './b.record.ts';" },
    { 'subgraphs/member/a/a.resolver.ts': "import type { Model } from 'mongoose';" },
  ],
  'a presenter only presents': [{ 'subgraphs/member/a/a.presenter.ts': "import type { B } from './a.loader.ts';" }],
  'a resolver is imported by the wiring alone': [
    { 'subgraphs/member/a/b.ts': "import { A } from './a.resolver.ts';" },
    { 'gateway/b.ts': "import { A } from '../subgraphs/member/a/a.resolver.ts';" },
  ],
  'mongoose runs only where records live, and its types are named only by who keeps them': [
    { 'subgraphs/member/a/a.ts': "import mongoose from 'mongoose';" },
    { 'subgraphs/member/a/a.presenter.ts': "import type { Model } from 'mongoose';" },
    { 'gateway/a.ts': "import type { Connection } from 'mongoose';" },
  ],
  'no file imports itself, by whatever way round': [
    { 'kit/b.ts': "import './c.ts';", 'kit/c.ts': "import './a.ts';", 'kit/a.ts': "import type { B } from './b.ts';" },
    { 'kit/a.ts': "import './a.ts';" },
  ],
  'no file is longer than 300 lines': [{ 'kit/a.ts': 'f();\n'.repeat(301) }],
  'names are kebab-case, noun.role.ts': [
    { 'kit/someThing.ts': '' },
    { 'kit/Thing/thing.ts': '' },
    { 'kit/some_thing.ts': '' },
    { 'kit/a.b.c.d.ts': '' },
  ],
  'no drawer: a thing is named after what it is': [
    { 'kit/utils/a.ts': '' },
    { 'kit/date-helpers.ts': '' },
    { 'gateway/common.ts': '' },
    { 'kit/shared/a.ts': '' },
  ],
};

const parsed = (files: Record<string, string>): SourceFile[] =>
  Object.entries(files).map(([path, text]) => sourceFile(path, text));

describe('its rules', () => {
  it.each(rules)('sees it broken: $name', ({ name, breaches }) => {
    expect(broken[name]).toBeDefined();
    for (const files of broken[name]!) {
      expect({ files, breaches: breaches(parsed(files)).length }).toEqual({ files, breaches: 1 });
    }
  });

  it('names the file, what it imports, and the rule', () => {
    const found = rules.flatMap(({ breaches }) =>
      breaches(parsed({ 'gateway/a.ts': "import { b } from '../subgraphs/member/b.ts';" })),
    );
    expect(found).toContain('gateway/a.ts imports subgraphs/member/b.ts: the gateway imports no subgraph.');
    const ring = rules.flatMap(({ breaches }) =>
      breaches(parsed({ 'kit/b.ts': "import './a.ts';", 'kit/a.ts': "import './b.ts';" })),
    );
    expect(ring).toEqual(['kit/a.ts → kit/b.ts → kit/a.ts: a ring of imports.']);
  });

  it('read every way of importing', () => {
    const text = [
      "import 'reflect-metadata';",
      "import type { A } from './a.ts';",
      "import { type B } from '../b.ts';",
      "import { c, type C } from '@d/e/f.js';",
      "export * from './g.ts';",
      "export type { H } from './h.ts';",
      "const i = () => import('./i.ts');",
    ].join('\n');
    expect(sourceFile('kit/x/y.ts', text).imports).toEqual([
      { of: 'reflect-metadata', typeOnly: false },
      { of: 'kit/x/a.ts', typeOnly: true },
      { of: 'kit/b.ts', typeOnly: true },
      { of: '@d/e', typeOnly: false },
      { of: 'kit/x/g.ts', typeOnly: false },
      { of: 'kit/x/h.ts', typeOnly: true },
      { of: 'kit/x/i.ts', typeOnly: false },
    ]);
    expect(() => sourceFile('kit/a.ts', 'import from')).toThrow('kit/a.ts: expected TypeScript, got:');
  });
});
