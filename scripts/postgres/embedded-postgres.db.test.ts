import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openPostgres } from "./embedded-postgres.mjs";

type Server = Awaited<ReturnType<typeof openPostgres>>;

let folder: string;
let opened: Server[];

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "realchat-cluster-"));
  fs.chmodSync(folder, 0o755); // as root, Postgres runs under another account
  opened = [];
});

afterEach(async () => {
  for (const server of opened) await server.stop();
  fs.rmSync(folder, { recursive: true });
});

async function open(place = folder) {
  const server = await openPostgres(place, { durable: false });
  opened.push(server);
  return server;
}

async function ask(server: Server, sql: string) {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows[0];
}

test("knows letters of all scripts", async () => {
  const sql = "select lower('ÄЖ') as lower, 'Äpfel' ilike '%ÄPF%' as ilike, 'ПРИВЕТ' ~* 'привет' as regex";
  expect(await ask(await open(), sql)).toEqual({ lower: "äж", ilike: true, regex: true });
});

test("lets nobody in without the password, which only its owner can read", async () => {
  const { port } = await open();
  const stranger = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password: "guess",
    database: "postgres",
  });
  await expect(stranger.connect()).rejects.toThrow("password authentication failed");
  expect(fs.statSync(path.join(folder, "postgres.password")).mode & 0o777).toBe(0o600);
});

test("joins the server that runs already, and keeps the data over a restart", async () => {
  const first = await open();
  await ask(first, "create table kept (x int)");
  const second = await open();
  expect(second).toMatchObject({ started: false, port: first.port, pid: first.pid });
  await first.stop();
  const third = await open();
  expect(third.started).toBe(true);
  expect(await ask(third, "select to_regclass('kept') is not null as kept")).toEqual({ kept: true });
});

test("is not fooled by a pid file that names some other process", async () => {
  const first = await open();
  const pidFile = path.join(folder, "postgres/postmaster.pid");
  const lines = fs.readFileSync(pidFile, "utf8").split("\n");
  await first.stop();
  fs.writeFileSync(pidFile, [process.ppid, ...lines.slice(1)].join("\n"));
  const second = await open();
  expect(second.started).toBe(true);
});

test("a copied folder gets a server of its own, though its pid file names the running original", async () => {
  const original = await open();
  const copy = `${folder}-copy`;
  fs.cpSync(folder, copy, { recursive: true });
  if (process.getuid?.() === 0) {
    const owner = fs.statSync(path.join(folder, "postgres"));
    for (const entry of fs.readdirSync(path.join(copy, "postgres"), { recursive: true, encoding: "utf8" })) {
      fs.chownSync(path.join(copy, "postgres", entry), owner.uid, owner.gid);
    }
    fs.chownSync(path.join(copy, "postgres"), owner.uid, owner.gid);
  }
  const own = await openPostgres(copy, { durable: false });
  try {
    expect(own.started).toBe(true);
    expect(own.port).not.toBe(original.port);
  } finally {
    await own.stop();
    fs.rmSync(copy, { recursive: true });
  }
});
