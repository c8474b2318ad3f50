import { leastSize } from "../least-size.ts";
import type { Rule } from "../rule.ts";

const mostBytes = 1024 * 1024;

export const flowTooLarge = {
  code: "flow-too-large",
  severity: "error",
  summary: "A definition of more than 1 MiB.",
  evidence: "D: limits, size of a request",
  *check({ flow, source }) {
    const bytes = source === undefined ? leastSize(flow, mostBytes) : Buffer.byteLength(source.text);
    if (bytes <= mostBytes) return;
    const size = source === undefined ? `more than ${mostBytes} bytes` : `${bytes} bytes`;
    yield {
      message: `The definition has ${size} and the service takes at most ${mostBytes}: move steps into flows of their own.`,
      path: [],
    };
  },
} as const satisfies Rule;
