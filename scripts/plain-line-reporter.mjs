/** @import { Reporter, TestModule, TestRunEndReason } from "vitest/node" */

/**
 * Ends a run with one plain line, `N passed, N failed`, for machines and for eyes in a hurry.
 * Whatever makes the run fail counts: a file that does not load, a hook that throws, a type error, a stray rejection.
 *
 * @implements {Reporter}
 */
export default class PlainLineReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   * @param {TestRunEndReason} reason
   */
  onTestRunEnd(modules, unhandledErrors, reason) {
    let [passed, failed, skipped] = [0, unhandledErrors.length, 0];
    for (const module of modules) {
      failed += module.errors().length;
      for (const suite of module.children.allSuites()) failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed += 1;
        else if (state === "failed") failed += 1;
        else skipped += 1;
      }
    }
    if (reason !== "passed") failed ||= 1;
    console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
  }
}
