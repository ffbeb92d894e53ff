import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** Prints, at the end of `npm run test:privacy`, what the proofs measured (test/privacy/figure.ts), and how many tests of each file held. */
export default class FiguresReporter {
  constructor({ rootDir }) {
    const folder = mkdtempSync(join(tmpdir(), 'privacy-figures-'));
    this.rootDir = rootDir;
    // Whatever runs tests from now on has it.
    process.env['PRIVACY_FIGURES'] = join(folder, 'figures');
    writeFileSync(process.env['PRIVACY_FIGURES'], '');
  }

  onRunComplete(_contexts, { testResults }) {
    const file = process.env['PRIVACY_FIGURES'];
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    rmSync(dirname(file), { recursive: true });
    const files = testResults.map(({ testFilePath, numPassingTests, testResults: all, testExecError }) => [
      relative(this.rootDir, testFilePath),
      testExecError ? 'did not run' : `${numPassingTests} of ${all.length} proofs hold`,
    ]);
    const rows = [...lines.map((line) => JSON.parse(line)), ...files.toSorted()];
    const width = Math.max(...rows.map(([what]) => what.length));
    const table = rows.map(([what, measured]) => `privacy: ${what.padEnd(width)}  ${measured}\n`).join('');
    process.once('exit', () => process.stdout.write(`\n${table}`));
  }
}
