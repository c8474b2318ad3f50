export { cloudHandlers } from "./cloud-handlers.ts";
export { type Interception, mswIntercept } from "./msw-intercept.ts";
