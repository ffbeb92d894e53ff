import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assetPath } from './asset-path.ts';

describe('asset path', () => {
  const root = mkdtempSync(join(tmpdir(), 'asset-path-'));
  beforeAll(() => {
    mkdirSync(join(root, 'kept', 'dist', 'deep'), { recursive: true });
    writeFileSync(join(root, 'kept', 'package.json'), '{}');
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('starts at the package root, from the source and from dist alike', () => {
    const expected = join(root, 'kept', 'texts', 'a.md');
    for (const folder of ['.', 'deep', 'dist/deep', 'dist/not/there/yet']) {
      const module = pathToFileURL(join(root, 'kept', folder, 'module.js')).href;
      expect(assetPath(module, 'texts/a.md')).toBe(expected);
    }
  });

  it('says what is missing where there is no package at all', () => {
    const module = pathToFileURL(join(root, 'module.js')).href;
    expect(() => assetPath(module, 'a.md')).toThrow(/Expected a package\.json above the program, found none/);
  });
});
