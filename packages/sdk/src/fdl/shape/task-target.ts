import { parseFunctionArn } from "../../contract/function-arn.ts";
import type { FunctionTarget } from "../../contract/function-contract.ts";
import type { TaskStep, TemplateTag } from "../tree/index.ts";
import { isTemplateTag } from "./template-tag.ts";

/** What a task calls, read from its `resourceArn` or its `action`. */
export type TaskTarget =
  /** With a `service` it is a function of FC 2.0, without one of FC 3.0. */
  | { readonly kind: "function"; readonly function: FunctionTarget }
  | { readonly kind: "flow" | "queue" | "topic"; readonly resource: NamedResource }
  /** `action: ocr:RecognizeIdentityCard` */
  | { readonly kind: "action"; readonly service: string; readonly api: string }
  /** Known only once a deployment tool has resolved the tag. */
  | { readonly kind: "template"; readonly tag: TemplateTag }
  /** Nothing that a document describes; `service` as the text has it, if it has the form of a resource name. */
  | { readonly kind: "unknown"; readonly service?: string };

/** A resource by its name; a blank region or account means the flow's own. */
export interface NamedResource {
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

const resources = {
  flow: /^acs:fnf:([^:]*):([^:]*):flow\/([^/]+)$/,
  queue: /^acs:mns:([^:]*):([^:]*):\/queues\/([^/]+)\/messages$/,
  topic: /^acs:mns:([^:]*):([^:]*):\/topics\/([^/]+)\/messages$/,
} as const;

/** Reads what a task calls. */
export function targetOf({ resourceArn, action }: TaskStep): TaskTarget {
  if (isTemplateTag(resourceArn)) return { kind: "template", tag: resourceArn };
  return typeof resourceArn === "string" ? resourceTarget(resourceArn) : actionTarget(action ?? "");
}

function resourceTarget(arn: string): TaskTarget {
  const target = parseFunctionArn(arn);
  if (target !== undefined) return { kind: "function", function: target };
  for (const kind of Object.keys(resources) as (keyof typeof resources)[]) {
    const [, region = "", account = "", name = ""] = resources[kind].exec(arn) ?? [];
    if (name !== "") return { kind, resource: { region, account, name } };
  }
  const service = /^acs:([^:]+):[^:]*:[^:]*:./.exec(arn)?.[1];
  return { kind: "unknown", ...(service !== undefined && { service }) };
}

function actionTarget(action: string): TaskTarget {
  const [, service, api] = /^([A-Za-z][\w-]*):(\w+)$/.exec(action) ?? [];
  return service === undefined || api === undefined ? { kind: "unknown" } : { kind: "action", service, api };
}
