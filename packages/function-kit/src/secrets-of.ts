import type { Task } from "./task.ts";

/** What nobody but the invocation itself may see. */
export function secretsOf({ token, context }: Task): readonly (string | undefined)[] {
  const { accessKeyId, accessKeySecret, securityToken } = context.credentials ?? {};
  return [token, accessKeyId, accessKeySecret, securityToken];
}
