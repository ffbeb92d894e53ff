import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'oxc-parser';

/** One import of a file: of another file, by its path from the package root, or of a package, by its name. */
export interface Import {
  readonly of: string;
  /** Gone after compilation. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** From the package root, with `/`. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

const FOLDERS = new Set(['kit', 'gateway', 'subgraphs', 'schema', 'seed', 'test', 'bench', 'eval']);

/** Every TypeScript file of the package below a root folder, with what it imports. */
export function sourceFiles(root: string): SourceFile[] {
  const paths = readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [entry.name];
    if (!FOLDERS.has(entry.name)) return [];
    const below = readdirSync(join(root, entry.name), { recursive: true, encoding: 'utf8' });
    return below.map((path) => posix.join(entry.name, path.replaceAll('\\', '/')));
  });
  return paths
    .filter((path) => path.endsWith('.ts') && !path.includes('node_modules/'))
    .map((path) => sourceFile(path, readFileSync(join(root, path), 'utf8')));
}

/** @throws when the text is not TypeScript */
export function sourceFile(path: string, text: string): SourceFile {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: expected TypeScript, got: ${errors[0]!.message}`);
  const of = (specifier: string): string =>
    specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : packageOf(specifier);
  const imports: Import[] = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      of: of(moduleRequest.value),
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ of: of(moduleRequest.value), typeOnly: isType }] : [],
      ),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      const literal = /^['"`]([^'"`$]+)['"`]$/.exec(text.slice(start, end))?.[1];
      return literal ? [{ of: of(literal), typeOnly: false }] : [];
    }),
  ];
  return { path, lines: text.trimEnd().split('\n').length, imports };
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
