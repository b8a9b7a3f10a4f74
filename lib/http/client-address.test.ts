import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { clientAddress, trustDeclaredProxiesOnly } from "./before-next";

it("believes only as many proxies as were declared", () => {
  expect(clientAddress("6.6.6.6", "192.0.2.9", 0)).toBe("192.0.2.9");
  expect(clientAddress(undefined, "192.0.2.9", 0)).toBe("192.0.2.9");
  expect(clientAddress("6.6.6.6, 203.0.113.7", "192.0.2.9", 1)).toBe("203.0.113.7");
  expect(clientAddress("6.6.6.6, 203.0.113.7, 192.0.2.8", "192.0.2.9", 2)).toBe("203.0.113.7");
  expect(clientAddress("203.0.113.7", "192.0.2.9", 3)).toBe("203.0.113.7");
  expect(clientAddress(undefined, "192.0.2.9", 1)).toBe("192.0.2.9");
});

it("shows no handler an address that a client made up", async () => {
  trustDeclaredProxiesOnly(0);
  const server = createServer((request, response) => response.end(request.headers["x-forwarded-for"]));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const options = { port, host: "127.0.0.1", agent: false, headers: { "x-forwarded-for": "6.6.6.6, 7.7.7.7" } };
  const response = await new Promise<IncomingMessage>((resolve) => get(options, resolve));
  expect(await text(response)).toBe("127.0.0.1");
  server.close();
});
