/** A process of its own that answers every request with the same words, so that only clients are measured. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const flow = JSON.stringify({
  ...{ RequestId: "request-1", Id: "1", Name: "bench", Type: "FDL", Description: "Bench" },
  Definition: "version: v1\ntype: flow\nname: bench\nsteps:\n  - type: succeed\n    name: done\n",
  RoleArn: "acs:ram::1:role/bench",
  ...{ CreatedTime: "2026-01-01T00:00:00Z", LastModifiedTime: "2026-01-01T00:00:00Z" },
});
const result = JSON.stringify({ receipt: "r-1" });

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.writeHead(200, { "content-type": "application/json", "x-fc-request-id": "request-1" });
    response.end(request.url?.includes("/invocations") ? result : flow);
  });
});
// A connection that is closed between two turns would be a call's failure.
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
