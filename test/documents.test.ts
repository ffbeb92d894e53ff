import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deadNames, type Tree } from './documents.names.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const here: Tree = { has: (path) => existsSync(join(root, path)), scripts: Object.keys(scripts) };
const below = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) => `docs/${path}`);
/** The ledger of promises has a stricter check of its own. */
const documents = [...readdirSync(root), ...below].filter(
  (path) => path.endsWith('.md') && path !== 'docs/promises.md',
);

describe('the documents', () => {
  it('name only files and commands that exist', () => {
    expect(documents).toEqual(expect.arrayContaining(['CONTRIBUTING.md', 'docs/recipes/evolve-the-schema.md']));
    expect(documents.flatMap((document) => deadNames(document, read(document), here))).toEqual([]);
  });
});

describe('their check', () => {
  const tree: Tree = { has: (path) => ['kit/a.ts', 'kit/', 'docs/b.md'].includes(path), scripts: ['start', 'check:a'] };
  const dead = (markdown: string) => deadNames('docs/a.md', markdown, tree);

  it('sees a path, a link and a script that are not there', () => {
    expect(dead('See `kit/b.ts`, `kitt/`, `c.md`, [d](d.md), `npm run check:b`, and npm test.')).toEqual([
      'docs/a.md names kit/b.ts, which does not exist.',
      'docs/a.md names kitt/, which does not exist.',
      'docs/a.md names c.md, which does not exist.',
      'docs/a.md names docs/d.md, which does not exist.',
      'docs/a.md names the script check:b, which package.json does not have.',
      'docs/a.md names the script test, which package.json does not have.',
    ]);
    expect(dead('```sh\nnpm run gone\n```')).toHaveLength(1);
  });

  it('is content with what is there, and leaves other words and code alone', () => {
    expect(dead('`kit/a.ts`, `kit/`, [b](b.md#part), `npm run check:a`, npm start, `null`, `a: b`, `Query.a`')).toEqual(
      [],
    );
    expect(dead('```ts\nimport `gone.ts`\n```\n[out](https://a.example/b.md)')).toEqual([]);
  });
});
