/** As vitest's worker keeps it; other runners tell nobody which test runs. */
interface VitestWorker {
  readonly current?: { readonly concurrent?: boolean };
}

/** Whether the test that runs was started by `test.concurrent`, as far as the runner lets it be seen. */
export function isConcurrentTest(): boolean {
  const { __vitest_worker__: worker } = globalThis as { readonly __vitest_worker__?: VitestWorker };
  return worker?.current?.concurrent === true;
}
