import type { IncomingMessage } from "node:http";
import { beforeNext } from "./before-next";

const usual = {
  /** As long as Node itself lets a request take. */
  graceMs: 5 * 60_000,
  everyMs: 60_000,
  /** Of each minute after that: what even a poor line carries, and nobody sends who only holds a connection open. */
  leastBytes: 64 * 1024,
};

/**
 * Lets a request take as long as it flows: Node cuts each one off after five minutes, in the middle of a large file too. One
 * that stands still is ended as before, with 408. Its head keeps its own time limit.
 */
export function letUploadsFlow(limits = usual): void {
  beforeNext(({ request, server }) => {
    server.requestTimeout = 0;
    const { "content-length": length, "transfer-encoding": encoding } = request.headers;
    if (Number(length) > 0 || encoding !== undefined) watch(request, limits);
  });
}

function watch(request: IncomingMessage, { graceMs, everyMs, leastBytes }: typeof usual): void {
  const { socket } = request;
  let before = 0;
  const look = () => {
    const came = socket.bytesRead - before;
    before = socket.bytesRead;
    // What has come and is not taken is held back by us, not by whoever sends it.
    if (came >= leastBytes || request.readableLength > 0) timer = setTimeout(look, everyMs).unref();
    else socket.end("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n", () => request.destroy());
  };
  let timer = setTimeout(() => {
    before = socket.bytesRead;
    timer = setTimeout(look, everyMs).unref();
  }, graceMs).unref();
  for (const over of ["end", "close"]) request.once(over, () => clearTimeout(timer));
}
