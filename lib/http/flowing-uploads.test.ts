import { once } from "node:events";
import { createServer, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { letUploadsFlow } from "./flowing-uploads";

letUploadsFlow({ graceMs: 50, everyMs: 100, leastBytes: 1_000 });

let isTaking = true;
const server = createServer(
  { requestTimeout: 100, headersTimeout: 100, connectionsCheckingInterval: 20 },
  async (asked, response) => {
    while (!isTaking) await sleep(10);
    response.end(`${(await text(asked).catch(() => "")).length}`);
  },
).listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;
afterAll(() => void server.close());

function send(): { upload: ReturnType<typeof request>; answer: Promise<string> } {
  const upload = request({ port, host: "127.0.0.1", method: "POST", agent: false });
  const answer = once(upload, "response").then(async ([response]) => `${response.statusCode} ${await text(response)}`);
  return { upload, answer };
}

it("takes a file however long it takes, as long as it flows", async () => {
  const { upload, answer } = send();
  for (let i = 0; i < 40; i++) {
    upload.write("x".repeat(1_000));
    await sleep(20);
  }
  upload.end();
  expect(await answer).toBe("200 40000");
});

it("waits with whoever sends where the studio itself is slow to take it", async () => {
  isTaking = false;
  const { upload, answer } = send();
  upload.write("x".repeat(4_000));
  await sleep(500);
  isTaking = true;
  upload.end("x");
  expect(await answer).toBe("200 4001");
});

it("ends one that stands still, or trickles, with 408", async () => {
  const { upload, answer } = send();
  const trickle = setInterval(() => upload.write("x"), 10);
  expect(await answer.finally(() => clearInterval(trickle))).toBe("408 ");
  upload.on("error", () => undefined).destroy();
});

it("still ends a head that never comes", async () => {
  const socket = connect(port, "127.0.0.1", () => socket.write("POST / HTTP/1.1\r\nHost: one"));
  const [answer] = await once(socket, "data");
  expect(String(answer)).toContain("408");
});
