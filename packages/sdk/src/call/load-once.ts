/** Loads a module at the first call and keeps it: Node looks up anew what is imported by name, which takes longer than to sign a request. */
export function loadOnce<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let loading: Promise<Module> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}
