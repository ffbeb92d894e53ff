import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where a file lies that is shipped beside the code and not compiled: a text, a table, a page.
 * @param module the `import.meta.url` of any module of the package, as source or compiled below `dist/`
 * @param path relative to the package root, with `/`
 * @returns the absolute path; whether something is there is for the reader of the file to find out
 * @throws when no folder above the module holds a package.json
 */
export function assetPath(module: string, path: string): string {
  return join(packageRoot(dirname(fileURLToPath(module))), path);
}

function packageRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) {
    throw new Error(
      'Expected a package.json above the program, found none. Run the program from a whole copy of the package: its texts and tables lie beside the code.',
    );
  }
  return packageRoot(above);
}
