// How many tests passed and failed, from the JSON reports of the two test runners.
import { existsSync, readFileSync } from 'node:fs';

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** A runner that failed without naming a failed test (a crash, an error outside of any test) counts as one failure. */
function counted(passed, failed, code) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

export function countVitest(file, code) {
  const report = read(file);
  if (report === null) return counted(0, 0, code);
  // A file that could not be loaded has no tests of its own to fail.
  const unloaded = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length;
  return counted(report.numPassedTests, report.numFailedTests + unloaded, code);
}

export function countPlaywright(file, code) {
  const report = read(file);
  if (report === null) return counted(0, 0, code);
  return counted(report.stats.expected, report.stats.unexpected + report.stats.flaky, code);
}
