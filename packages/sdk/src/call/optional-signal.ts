/** What has a signal, for a call that may have none: nothing can end it. */
export type OptionalSignal<Limited extends { readonly signal: AbortSignal }> = Omit<Limited, "signal"> & {
  readonly signal?: AbortSignal | undefined;
};

/** The same with a signal that is never aborted where it has none: for what others wrote, which may count on one. */
export function withSignal<Rest extends object>(
  request: Rest & { readonly signal?: AbortSignal | undefined },
): Rest & { readonly signal: AbortSignal } {
  return { ...request, signal: request.signal ?? new AbortController().signal };
}
