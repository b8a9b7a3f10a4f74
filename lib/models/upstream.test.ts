import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { RefusedAddress } from "@/lib/outbound/metadata-address";
import { faultOfError } from "./faults";
import { post, readText } from "./upstream";

vi.stubEnv("DATABASE_URL", "postgresql://nowhere/none");
vi.stubEnv("REALCHAT_SECRET", "a secret of the tests and of nobody else");

const dialect = { keyHeader: "authorization", headers: { "User-Agent": "Ours" }, apiVersion: null } as const;
const packings: Record<string, [string, (text: string) => Uint8Array]> = {
  "/gzip": ["gzip", gzipSync],
  "/deflate": ["deflate", deflateSync],
  "/raw": ["deflate", deflateRawSync],
  "/br": ["br", brotliCompressSync],
  "/twice": ["gzip, br", (text) => brotliCompressSync(gzipSync(text))],
  "/unknown": ["sums-only", (text) => Buffer.from(text)],
};
const seen: { port: number | undefined; agent: string | undefined }[] = [];
const server = createServer((request, response) => {
  seen.push({ port: request.socket.remotePort, agent: request.headers["user-agent"] });
  const [coding, pack] = packings[request.url?.replace("/v1", "") ?? ""] ?? [];
  if (coding) response.setHeader("content-encoding", coding);
  if (pack) response.end(pack("Hello 👋"));
  else {
    response.write("begun");
    request.resume();
    setTimeout(() => response.end(request.url?.endsWith("/long") ? "x".repeat(200_000) : "."), 20);
  }
});
let baseUrl = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const sendTo = (path: string) =>
  post(
    { baseUrl, apiKey: null, dialect, connectMs: 1_000 },
    path,
    {},
    { origin: baseUrl, secrets: [] },
    AbortSignal.timeout(5_000),
  );

it.each(Object.keys(packings))("a packed answer is unpacked: %s", async (path) => {
  expect(await readText(await sendTo(path))).toBe("Hello 👋");
});

it("headers that an entry names for itself are sent beside ours, once", async () => {
  await readText(await sendTo("/gzip"));
  expect(seen.at(-1)?.agent).toBe("RealChat-Studio, Ours");
});

it("a connection serves the next call when its answer has ended or ends soon, and is closed when more comes than that", async () => {
  const ports = async (path: string, graceMs: number) => {
    const answer = await sendTo(path);
    await answer.body.read();
    answer.body.leave(graceMs);
    const before = seen.at(-1)?.port;
    await new Promise((resolve) => setTimeout(resolve, 60));
    await readText(await sendTo("/gzip"));
    return seen.at(-1)?.port === before;
  };
  expect(await ports("/ends", 1_000)).toBe(true);
  expect(await ports("/ends", 0)).toBe(false);
  expect(await ports("/long", 1_000)).toBe(false);
});

it("nothing is sent to an address at which clouds hand out credentials, nor to a name that leads there", async () => {
  const dialect = { keyHeader: "authorization", headers: {}, apiVersion: null } as const;
  const upstream = { baseUrl: "http://169.254.169.254/v1", apiKey: "k", dialect, connectMs: 10 };
  const told = { origin: upstream.baseUrl, secrets: [] };
  const sent = post(upstream, "/chat/completions", {}, told, AbortSignal.timeout(50));
  await expect(sent).rejects.toThrow(RefusedAddress);
  const wrapped = new TypeError("fetch failed", { cause: new RefusedAddress() });
  expect(faultOfError(wrapped, told)).toMatchObject({
    kind: "bad_request",
    message: expect.stringContaining("credentials"),
  });
});

it("nothing is sent to ports of mail, shells and their like", async () => {
  for (const baseUrl of ["http://127.0.0.1:25/v1", "https://models.example:6000/v1"]) {
    const upstream = { baseUrl, apiKey: "k", dialect, connectMs: 10 };
    const sent = post(upstream, "/chat/completions", {}, { origin: baseUrl, secrets: [] }, AbortSignal.timeout(50));
    await expect(sent).rejects.toMatchObject({
      kind: "network",
      message: expect.stringContaining("another kind of service"),
    });
  }
});
