export { type FunctionServer, type ServeOptions, serve } from "./serve.ts";
export type { ServedContext } from "./served-context.ts";
