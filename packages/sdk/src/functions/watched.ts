import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest, IncomingMessage } from "node:http";

/** What can be said of an answer before its body is read. */
export type AnswerHead = Pick<IncomingMessage, "statusCode" | "headers">;

interface Watched {
  isGivenUp: boolean;
  request?: ClientRequest;
  answer?: AnswerHead;
  /** The client's own timer, which it leaves running after the answer. */
  timer?: NodeJS.Timeout | undefined;
}

/** How long somebody waits. */
interface Limits {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs: number;
}

/** What {@link watched} gives the call it runs. */
interface Watching {
  /** The limit to give the client: it never ends what is watched. */
  readonly clientTimeoutMs: number;
  /** The header `accept` to give the client, which makes its request known. */
  readonly accept: string;
  /** A look at the head of the answer, as soon as there is one. */
  answer(): AnswerHead | undefined;
}

const leewayMs = 1_000;

/**
 * A header that knows whose request it is in. Node keeps what it is given and writes what both clients would; neither signs it.
 * An `AsyncLocalStorage` would know as well, but Node 20 pays for one at every promise of the process.
 */
class Mark extends String {
  readonly own: Watched;

  constructor(own: Watched) {
    super("application/json");
    this.own = own;
  }
}

let isSubscribed = false;

/**
 * Runs `send` with an eye on the HTTP request it makes. The vendor's clients of Function Compute take no signal, leave a
 * connection behind whose answer they no longer wait for, and keep an error answer's status and headers to themselves. A
 * timer that one leaves on a connection disarms that of the next request there, which then has no limit at all.
 *
 * The request is ended when `signal` is aborted, when `timeoutMs` have passed, or when `send` gives up on it.
 *
 * @param send - must give the client the limit and the header it is given
 */
export async function watched<T>(
  { signal, timeoutMs }: Limits,
  send: (watching: Watching) => Promise<T>,
): Promise<T> {
  subscribeOnce();
  const own: Watched = { isGivenUp: signal?.aborted ?? false };
  const giveUp = () => {
    own.isGivenUp = true;
    if (own.request !== undefined) end(own.request);
  };
  signal?.addEventListener("abort", giveUp);
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    giveUp();
  }, timeoutMs);
  const accept = new Mark(own) as unknown as string;
  try {
    return await send({ clientTimeoutMs: timeoutMs + leewayMs, accept, answer: () => own.answer });
  } catch (failure) {
    giveUp();
    throw isLate ? Object.assign(new Error("no answer in time"), { code: "ETIMEDOUT" }) : failure;
  } finally {
    clearTimeout(late);
    clearTimeout(own.timer);
    signal?.removeEventListener("abort", giveUp);
  }
}

/** Node tells of every request of the process; those of others have no mark. */
function subscribeOnce(): void {
  if (isSubscribed) return;
  isSubscribed = true;
  subscribe("http.client.request.start", (message) => {
    const { request } = message as { readonly request: ClientRequest };
    const own = ownerOf(request);
    if (own === undefined) return;
    own.request = request;
    if (own.isGivenUp) end(request);
  });
  subscribe("http.client.response.finish", (message) => {
    const { request, response } = message as {
      readonly request: ClientRequest;
      readonly response: IncomingMessage;
    };
    const own = ownerOf(request);
    if (own === undefined) return;
    own.answer = response;
    own.timer = timerOf(response.socket);
  });
}

function ownerOf(request: ClientRequest): Watched | undefined {
  const accept: unknown = request.getHeader("accept");
  return accept instanceof Mark ? accept.own : undefined;
}

function end(request: ClientRequest): void {
  request.destroy(new Error("nobody waits for the answer any more"));
}

let timerName: symbol | undefined;

function timerOf(socket: object): NodeJS.Timeout | undefined {
  // Each copy of the library has a name of its own.
  if (timerName === undefined || !(timerName in socket)) {
    timerName = Object.getOwnPropertySymbols(socket).find(
      ({ description }) => description === "TIMER::READ_TIMER",
    );
  }
  return timerName && (socket as Record<symbol, NodeJS.Timeout>)[timerName];
}
