/**
 * The last line of a test run: `N passed, N failed`, of single tests. A test file that did not even load counts as one that failed.
 * Jest keeps its own exit code.
 */
export default class ClosingLineReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    const line = `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed\n`;
    // Jest's own summary comes before the exit, whatever the order of the reporters.
    process.once('exit', () => process.stdout.write(line));
  }
}
