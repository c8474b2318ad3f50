/** A permission policy of RAM, ready for `JSON.stringify` and to be pasted. */
export interface PolicyDocument {
  readonly Version: "1";
  /** Sorted; actions with the same resources stand together. */
  readonly Statement: readonly PolicyStatement[];
}

/** What may be done to what. */
export interface PolicyStatement {
  readonly Effect: "Allow";
  /** E.g. `fc:InvokeFunction`. */
  readonly Action: readonly string[];
  /** Resource names, or `*` for actions that know no single resources. */
  readonly Resource: readonly string[];
}

/** Who may take a role: its trust policy. */
export interface TrustPolicy {
  readonly Version: "1";
  readonly Statement: readonly [
    {
      readonly Effect: "Allow";
      readonly Action: "sts:AssumeRole";
      readonly Principal: { readonly Service: readonly [string] };
    },
  ];
}

/** Lets a service of the cloud, e.g. `fnf.aliyuncs.com`, take a role. */
export function trustIn(service: string): TrustPolicy {
  return {
    Version: "1",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: [service] } }],
  };
}
