/** What a document's names are held against: whether a path is there, and which scripts package.json has. */
export interface Tree {
  has(path: string): boolean;
  readonly scripts: readonly string[];
}

/**
 * What a Markdown document names that does not exist, one sentence each: paths in `code`, relative links, and npm scripts also in
 * blocks of code. A word in `code` is a path, from the package root, when it has a slash or a known extension.
 */
export function deadNames(document: string, markdown: string, tree: Tree): string[] {
  const prose = markdown.replaceAll(/^\s*```[\s\S]*?^\s*```$/gm, '');
  const paths = [...prose.matchAll(/`([\w./-]+)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => path.includes('/') || /\.(ts|js|json|md|yml|graphql)$/.test(path));
  const folder = document.split('/').slice(0, -1);
  const links = [...prose.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, link = '']) =>
    [...folder, link].join('/'),
  );
  const scripts = [...markdown.matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g)].map(
    ([, run, short]) => run ?? short!,
  );
  return [
    ...[...new Set([...paths, ...links])]
      .filter((path) => !tree.has(path))
      .map((path) => `${document} names ${path}, which does not exist.`),
    ...[...new Set(scripts)]
      .filter((script) => !tree.scripts.includes(script))
      .map((script) => `${document} names the script ${script}, which package.json does not have.`),
  ];
}
