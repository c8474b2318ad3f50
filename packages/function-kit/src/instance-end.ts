const key: unique symbol = Symbol.for("fnfkit.ending") as never;

/** Says on a context when its instance ends: only a server of the kit's own knows. */
export function withInstanceEnd<Context extends object>(context: Context, ending: AbortSignal): Context {
  return { ...context, [key]: ending };
}

/** Aborted when the instance ends and the invocation has to be over; nothing where nobody says so. */
export function instanceEndOf(context: object): AbortSignal | undefined {
  return (context as { readonly [key]?: AbortSignal })[key];
}
