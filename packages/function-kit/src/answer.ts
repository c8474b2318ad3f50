import type { FcCallback } from "./platform.ts";

/** Function Compute's runtimes below Node 18 wait for the callback alone; later ones take whichever comes first. */
const promiseIsIgnored = Number(process.versions.node.split(".")[0]) < 18;

/** Ends an invocation the way its runtime listens to: by the promise, or by the callback where promises are ignored. */
export function answer(
  ended: Promise<unknown>,
  callback: FcCallback | undefined,
  byCallback = promiseIsIgnored,
): Promise<unknown> {
  if (callback === undefined || !byCallback) return ended;
  return ended.then(
    (result) => callback(null, result),
    (error: unknown) => callback(error),
  );
}
