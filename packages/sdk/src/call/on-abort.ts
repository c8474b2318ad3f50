interface Waiting {
  readonly all: Set<() => void>;
  tellAll(): void;
}

const waiting = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls `onAborted` when `signal` is aborted, unless the returned function was called before.
 *
 * However many wait for a signal, it has one listener: an application has one for its shutdown, and Node takes more than ten
 * listeners for a leak.
 */
export function onAbort(signal: AbortSignal, onAborted: () => void): () => void {
  const { all, tellAll } = waiting.get(signal) ?? listenTo(signal);
  all.add(onAborted);
  return () => {
    all.delete(onAborted);
    if (all.size > 0) return;
    signal.removeEventListener("abort", tellAll);
    waiting.delete(signal);
  };
}

function listenTo(signal: AbortSignal): Waiting {
  const all = new Set<() => void>();
  const tellAll = () => {
    for (const each of [...all]) each();
  };
  signal.addEventListener("abort", tellAll);
  waiting.set(signal, { all, tellAll });
  return { all, tellAll };
}
