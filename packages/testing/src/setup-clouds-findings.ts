import { type Clouds, type Finding, functionLabel, whatIsAwaited } from "./clouds/index.ts";

/** What a test leaves behind that it probably has not meant, a line each. */
export function findingsOf({ flows, functions, findings }: Clouds): readonly string[] {
  const running = flows
    .executions()
    .filter(({ execution }) => execution.status === "Running")
    .map(
      (record): Finding => ({
        kind: "runningExecution",
        text: `execution "${record.name}" of flow "${record.flowName}" still runs. ${whatIsAwaited(record, functions)} Or stop it.`,
      }),
    );
  return findings.report([...running, ...unusedStandIns(functions)]);
}

function unusedStandIns(functions: Clouds["functions"]): readonly Finding[] {
  return functions.all().flatMap(({ target, isStandIn, calls, answers }) => {
    const label = functionLabel(target);
    const texts = answers.flatMap(({ unused, step }) => {
      const where = step === undefined ? "" : ` and step "${step}"`;
      return unused > 0
        ? [`${unused} of the answers queued for function "${label}"${where} were not used.`]
        : [];
    });
    if (isStandIn && calls.length === 0) texts.push(`the stand-in for function "${label}" was never called.`);
    return texts.map((text): Finding => ({ kind: "unusedStandIn", text }));
  });
}
