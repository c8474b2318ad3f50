/** Loads what an invocation needs once there is more to do than to hand its result on. */
export const whatConcludes = () => import("./conclude.ts");
