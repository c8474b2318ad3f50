/** Work that is done once for each object. A flow is frozen, and its steps run again and again. */
export function oncePer<Key extends object, Result extends object>(
  work: (key: Key) => Result,
): (key: Key) => Result {
  const known = new WeakMap<Key, Result>();
  return (key) => {
    const done = known.get(key);
    if (done !== undefined) return done;
    const result = work(key);
    known.set(key, result);
    return result;
  };
}
