import type { FcContext, FcEvent, FcHttpRequest, FcHttpResponse } from "./platform.ts";

/** One call by an HTTP trigger of FC 2.0. */
export interface HttpCall {
  readonly request: FcHttpRequest;
  readonly response: FcHttpResponse;
  readonly context: FcContext;
}

/** Answers an HTTP trigger of FC 2.0 as FC 3.0 answers its own: the result as JSON, or the error by its name. */
export async function answerHttp(
  { request, response, context }: HttpCall,
  invoke: (event: FcEvent) => Promise<unknown>,
): Promise<void> {
  const send = (status: number, body: unknown) => {
    response.setStatusCode(status);
    response.setHeader("content-type", "application/json");
    response.send(JSON.stringify(body));
  };
  try {
    send(200, await invoke(await httpEvent(request, context)));
  } catch (thrown) {
    const { name, message } = thrown as Error;
    send(500, { errorMessage: message, errorType: name });
  }
}

/** The request as the event that FC 3.0 makes of one. */
async function httpEvent(request: FcHttpRequest, { requestId }: FcContext): Promise<object> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { method = "POST", path = "/", headers = {}, queries = {}, clientIP } = request;
  return {
    version: "v1",
    rawPath: path,
    headers,
    queryParameters: queries,
    body: Buffer.concat(chunks).toString("base64"),
    isBase64Encoded: true,
    requestContext: { requestId, http: { method, path, sourceIp: clientIP } },
  };
}
