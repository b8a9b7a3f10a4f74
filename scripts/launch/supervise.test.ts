import { fork } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isAlive } from "../postgres/postmaster.mjs";
import { supervise } from "./supervise.mjs";

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "realchat-supervise-"));
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

function script(name: string, code: string) {
  const file = path.join(folder, `${name}.mjs`);
  fs.writeFileSync(file, code);
  return file;
}

/** Says its pid once it is up; on SIGTERM it takes `drainMs` to say goodbye. */
function polite(drainMs: number) {
  return script(
    "polite",
    `const busy = setInterval(() => {}, 1000);
     process.on("SIGTERM", () => setTimeout(() => { console.log("goodbye"); clearInterval(busy); }, ${drainMs}));
     console.log("pid", process.pid);`,
  );
}

function watch(file: string, graceMs = 5_000) {
  let said = "";
  const child = supervise({
    name: "test",
    args: [file],
    env: {},
    graceMs,
    isReady: async () => {
      await vi.waitUntil(() => said.includes("pid"), { timeout: 20_000 });
      return true;
    },
    write: (text: string) => {
      said += text;
    },
  });
  return { ...child, said: () => said, pids: () => [...said.matchAll(/pid (\d+)/g)].map((match) => Number(match[1])) };
}

test("lets a process finish what it is doing", async () => {
  const child = watch(polite(200));
  await child.ready;
  await child.stop();
  expect(child.said()).toContain("goodbye");
});

test("does not wait longer than the grace time, or than the impatient", async () => {
  const slow = watch(polite(60_000), 200);
  await slow.ready;
  await slow.stop();
  const hurried = watch(polite(60_000), 60_000);
  await hurried.ready;
  await hurried.stop(AbortSignal.timeout(100));
  expect(slow.said() + hurried.said()).not.toContain("goodbye");
});

test("starts a process again that was killed", async () => {
  const child = watch(polite(0));
  await child.ready;
  process.kill(Number(child.pids()[0]), "SIGKILL");
  await vi.waitUntil(() => child.pids().length === 2, { timeout: 20_000 });
  await child.stop();
  expect(child.pids().some(isAlive)).toBe(false);
});

test("a process stops cleanly when its launcher is killed", async () => {
  const goodbye = path.join(folder, "goodbye");
  const child = script(
    "child",
    `import fs from "node:fs";
     const busy = setInterval(() => {}, 1000);
     process.on("SIGTERM", () => { console.log("nobody reads this"); fs.writeFileSync(${JSON.stringify(goodbye)}, ""); clearInterval(busy); });
     process.send({ ready: true });`,
  );
  const launcher = script(
    "launcher",
    `import { supervise } from ${JSON.stringify(new URL("supervise.mjs", import.meta.url).href)};
     supervise({ name: "test", args: [${JSON.stringify(child)}], env: {}, graceMs: 5000,
       isReady: async (child) => new Promise((ready) => child.once("message", () => { process.send("up"); ready(true); })) });`,
  );
  const parent = fork(launcher);
  await once(parent, "message");
  parent.kill("SIGKILL");
  for (let waited = 0; !fs.existsSync(goodbye) && waited < 20_000; waited += 50) await sleep(50);
  expect(fs.existsSync(goodbye)).toBe(true);
});
