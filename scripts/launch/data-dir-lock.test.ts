import { once } from "node:events";
import fs from "node:fs";
import net, { type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataDir } from "./data-dir-lock.mjs";

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "realchat-lock-"));
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

test("the second launcher learns who holds the folder and where the studio is", async () => {
  const first = await lockDataDir(folder);
  first.tell({ url: "http://127.0.0.1:3000" });
  const { holder } = await lockDataDir(folder);
  expect(holder).toEqual({ folder, pid: process.pid, url: "http://127.0.0.1:3000" });
});

test("a holder that is stopping is waited for", async () => {
  const first = await lockDataDir(folder);
  first.tell({ stopping: true });
  setTimeout(first.release, 150);
  expect(await lockDataDir(folder)).toMatchObject({ wasLeft: false });
});

test("a lock that a killed launcher left is taken over", async () => {
  fs.writeFileSync(path.join(folder, "launcher.json"), JSON.stringify({ port: 1 }));
  expect(await lockDataDir(folder)).toMatchObject({ wasLeft: true });
});

test("a stranger that came to the left port does not pass for the holder", async () => {
  const stranger = net.createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  await once(stranger.listen(0, "127.0.0.1"), "listening");
  const { port } = stranger.address() as AddressInfo;
  fs.writeFileSync(path.join(folder, "launcher.json"), JSON.stringify({ port }));
  expect(await lockDataDir(folder)).toMatchObject({ wasLeft: true });
  stranger.close();
});
