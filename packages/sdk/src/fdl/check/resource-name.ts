import type { TaskStep } from "../tree/index.ts";

/** Whether a text has the form of a resource name: `acs:SERVICE:REGION:ACCOUNT:RESOURCE`. */
export function isResourceName(text: string): boolean {
  return /^acs:[^:]+:[^:]*:[^:]*:./.test(text);
}

/** The service a task calls, by its name in resource names: `fc`, `fnf`, `mns`, … */
export function serviceOf({ resourceArn }: TaskStep): string | undefined {
  return resourceArn.split(":", 2)[1];
}
