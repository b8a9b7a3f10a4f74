import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { must } from "@/lib/base/assert";
import { faultyReplies } from "./faulty-replies";
import { type Reply, soundReplies } from "./sound-replies";

export type SeenRequest = { path: string; authorization: string | undefined; body: unknown; isOpen(): boolean };

/**
 * A loopback endpoint that answers as the table says: the fault is named in the base URL, so that many calls can meet
 * different faults at once. `extra` adds replies of the test's own. Records every request that arrived.
 */
export async function startFaultyEndpoint(extra: Record<string, Reply> = {}) {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const path = must(request.url, "path");
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const asked = { body: body === "" ? null : JSON.parse(body), headers: request.headers };
    seen.push({
      path,
      authorization: request.headers.authorization,
      body: asked.body,
      isOpen: () => !response.closed && !response.destroyed,
    });
    const name = decodeURIComponent(must(path.split("/")[1], "reply"));
    const reply = extra[name] ?? faultyReplies[name]?.reply ?? soundReplies[name]?.reply;
    if (reply) reply(response, path, asked);
    else response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    seen,
    baseUrl: (reply: string) => `http://127.0.0.1:${port}/${encodeURIComponent(reply)}/v1`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
