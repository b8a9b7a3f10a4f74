import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export type Heard = {
  method: string;
  /** As it was sent, with its query. */
  target: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: Buffer;
};
export type Reply = { status: number; body?: string | Buffer; headers?: Record<string, string> };

/** What goes wrong, once: an answer instead of the real one, a connection that dies over the request or over its answer. */
export type Mishap = { at: RegExp; reply?: Reply; dies?: "before" | "after" };

/** A server on loopback of somebody else's protocol; mishaps befall the requests ("PUT /path") that they match, one each. */
export async function startOutsideServer(answer: (heard: Heard) => Reply) {
  const heard: Heard[] = [];
  const mishaps: Mishap[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url: target = "/", headers, socket } = request;
    const { pathname: path, searchParams: query } = new URL(target, "http://x");
    const found = mishaps.findIndex(({ at }) => at.test(`${method} ${target}`));
    const [mishap] = found === -1 ? [] : mishaps.splice(found, 1);
    const pieces: Buffer[] = [];
    try {
      for await (const piece of request) {
        pieces.push(piece);
        if (mishap?.dies === "before") break;
      }
    } catch {
      // Whoever sent it went away.
      return;
    }
    if (mishap?.dies === "before") return void socket.destroy();
    const whole = { method, target, path, query, headers, body: Buffer.concat(pieces) };
    heard.push(whole);
    const { status, body = "", headers: own = {} } = mishap?.reply ?? answer(whole);
    if (mishap?.dies === "after") return void socket.destroy();
    response.writeHead(status, own).end(method === "HEAD" ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    mishaps,
    /** The requests so far, as "PUT /path"; the list begins anew. */
    asked: () => heard.splice(0).map(({ method, target }) => `${method} ${target}`),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function inJson(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return { status, body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } };
}
