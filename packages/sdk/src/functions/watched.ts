import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest, IncomingMessage } from "node:http";

/** What can be said of an answer before its body is read. */
export type AnswerHead = Pick<IncomingMessage, "statusCode" | "headers">;

interface Watched {
  readonly signal: AbortSignal;
  answer?: AnswerHead;
}

const current = new AsyncLocalStorage<Watched>();
const requests = new WeakMap<ClientRequest, Watched>();
let isSubscribed = false;

/**
 * Runs `send` with an eye on the HTTP request it makes. The vendor's clients of Function Compute take no signal, leave a
 * connection behind whose answer they no longer wait for, and keep an error answer's status and headers to themselves.
 *
 * The request is ended when `signal` is aborted, or when `send` gives up on it.
 *
 * @param send - is given a look at the head of the answer, as soon as there is one
 */
export async function watched<T>(
  signal: AbortSignal,
  send: (answer: () => AnswerHead | undefined) => Promise<T>,
): Promise<T> {
  subscribeOnce();
  const givenUp = new AbortController();
  const giveUp = () => givenUp.abort();
  const own: Watched = { signal: givenUp.signal };
  signal.addEventListener("abort", giveUp);
  try {
    return await current.run(own, () => send(() => own.answer));
  } catch (failure) {
    giveUp();
    throw failure;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

/** Node tells of every request of the process; those of others have nothing of ours around them. */
function subscribeOnce(): void {
  if (isSubscribed) return;
  isSubscribed = true;
  subscribe("http.client.request.start", (message) => {
    const own = current.getStore();
    if (own === undefined) return;
    const { request } = message as { readonly request: ClientRequest };
    const end = () => request.destroy(new Error("nobody waits for the answer any more"));
    requests.set(request, own);
    own.signal.addEventListener("abort", end);
    request.once("close", () => own.signal.removeEventListener("abort", end));
  });
  subscribe("http.client.response.finish", (message) => {
    const { request, response } = message as {
      readonly request: ClientRequest;
      readonly response: IncomingMessage;
    };
    const own = requests.get(request);
    if (own !== undefined) own.answer = response;
  });
}
