const forms = {
  fc: "acs:fc:::services/SERVICE.QUALIFIER/functions/FUNCTION",
  fnf: "acs:fnf:::flow/FLOW",
  mns: "acs:mns:::/queues/QUEUE/messages or acs:mns:::/topics/TOPIC/messages",
} as const;

/** What to write instead of a `resourceArn` that is none of a function, a flow, a queue or a topic. */
export function arnAdvice(arn: string, service: string | undefined): string {
  if (/\$\{|\{\{/.test(arn))
    return "a template in it is not resolved: let the deployment tool do that before";
  if (service === undefined) {
    return "write acs:SERVICE:REGION:ACCOUNT:RESOURCE (region and account may be blank)";
  }
  return `write e.g. ${Object.hasOwn(forms, service) ? forms[service as keyof typeof forms] : forms.fc}`;
}
