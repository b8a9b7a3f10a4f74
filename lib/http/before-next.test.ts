import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { beforeNext, endEarlyRequests } from "./before-next";

it("reads its rules to requests that came before them, and to each later one once", async () => {
  await import("../../scripts/launch/early-requests.mjs");
  let getReady = () => {};
  const ready = new Promise<void>((resolve) => (getReady = resolve));
  const server = createServer(async (_, response) => {
    await ready;
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const ask = () => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const seen: string[] = [];
  const rule = (name: string) =>
    beforeNext(({ response }) => {
      seen.push(name);
      response.setHeader("x-rules", [response.getHeader("x-rules") ?? [], name].flat().join(" "));
    });

  const early = ask();
  await once(server, "request");
  rule("first");
  const between = ask();
  await once(server, "request");
  rule("second");
  endEarlyRequests();
  getReady();
  const answers = [await early, await between, await ask()];
  expect(answers.map(({ headers }) => headers.get("x-rules"))).toEqual(Array(3).fill("first second"));
  expect(seen).toHaveLength(6);
  server.close();
});
