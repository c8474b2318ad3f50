/** What a task token says of its task. */
export interface TokenSubject {
  readonly flow: string;
  readonly execution: string;
  /** The id of the event by which the execution entered the step (inferred from samples). */
  readonly eventId: number;
}

const name = /^[\w-]{1,128}$/;

/**
 * Reads whose task a token settles, for logs and messages: neither names a secret. Nothing else may rest on it, since the form
 * of tokens (base64 of `v1#flow#execution#event id#digest`) is seen in samples, not documented.
 *
 * @returns nothing when the token has another form
 */
export function readToken(token: string): TokenSubject | undefined {
  const [version, flow = "", execution = "", eventId = "", digest] = Buffer.from(token, "base64")
    .toString()
    .split("#");
  const isKnown = version === "v1" && name.test(flow) && name.test(execution) && /^\d{1,9}$/.test(eventId);
  return isKnown && digest !== undefined ? { flow, execution, eventId: Number(eventId) } : undefined;
}
