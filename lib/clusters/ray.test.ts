import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeRay, startFakeRay } from "@/lib/testing/fake-ray";
import { inJson } from "@/lib/testing/outside-server";
import type { Submission } from "./cluster";
import { tailOfLogs } from "./log-tail";
import { pack } from "./pack";
import { openRay } from "./ray";

vi.stubEnv("DATABASE_URL", "postgresql://nowhere/none");
vi.stubEnv("REALCHAT_SECRET", "a secret of the tests and of nobody else");

const token = "ray-right0token";
let fake: FakeRay;
beforeEach(async () => {
  fake = await startFakeRay({ token });
});
afterEach(() => fake.close());

const { signal } = new AbortController();
const cluster = (given: string | null = token) => openRay({ url: fake.url, token: given });
const submission: Submission = {
  id: "trj_1-1",
  entrypoint: "python train.py",
  files: [{ name: "train.py", bytes: Buffer.from("print('hello')\n") }],
  packages: ["trl==1.16.0"],
  environment: { REALCHAT_JOB: "trj_1" },
  about: { name: "UserGPT" },
  cpus: null,
  gpus: 1,
};

describe("a package", () => {
  const folder = mkdtempSync(join(tmpdir(), "realchat-zip-"));
  const files = [
    { name: "studio/run.py", bytes: Buffer.from("print('zwei 你好')\n".repeat(100)) },
    { name: "empty.json", bytes: Buffer.alloc(0) },
  ];

  it("is an archive that Python itself unpacks, and the same bytes each time", () => {
    const { name, body } = pack(files);
    writeFileSync(join(folder, "a.zip"), body);
    try {
      execFileSync("unzip", ["-q", "-o", "a.zip"], { cwd: folder });
    } catch {
      execFileSync("python3", ["-m", "zipfile", "-e", "a.zip", "."], { cwd: folder });
    }
    expect(readFileSync(join(folder, "studio/run.py"))).toEqual(files[0]?.bytes);
    expect(readFileSync(join(folder, "empty.json"), "utf8")).toBe("");
    expect(pack(files)).toEqual({ name, body });
    expect(pack(files.slice(1)).name).not.toBe(name);
    rmSync(folder, { recursive: true });
  });

  it("takes no name that leads elsewhere", () => {
    for (const name of ["/etc/passwd", "../a", "a//b", ""])
      expect(() => pack([{ name, bytes: Buffer.alloc(0) }])).toThrow();
  });
});

describe("the tail of a log", () => {
  const log = 'erste Zeile\n{"type":"step"}\n"quoted" \\ back 你好 😀\n';

  async function tail(text: string, range: { skip: number; most: number }, size: number): Promise<string> {
    const body = Buffer.from(text);
    async function* pieces() {
      for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
    }
    let read = "";
    for await (const piece of tailOfLogs(pieces(), range)) read += piece;
    return read;
  }

  it("is the same however the answer is cut into pieces, and wherever it begins", async () => {
    for (const ascii of [true, false]) {
      const json = JSON.stringify({ logs: log });
      // Python escapes all that is not ASCII.
      const text = ascii
        ? json.replaceAll(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)
        : json;
      for (const size of [1, 2, 3, 7, 1_000])
        for (const [skip, most] of [
          [0, 1e9],
          [12, 1e9],
          [12, 5],
          [log.length, 1e9],
          [1e9, 1e9],
        ] as const)
          expect(await tail(text, { skip, most }, size), `${size} ${skip} ${most}`).toBe(log.slice(skip, skip + most));
    }
  });

  it("reads no further than it needs", async () => {
    async function* endless() {
      yield Buffer.from('{"logs": "');
      for (;;) yield Buffer.from("and so on ");
    }
    let read = "";
    for await (const piece of tailOfLogs(endless(), { skip: 10, most: 20 })) read += piece;
    expect(read).toBe("and so on and so on ");
  });

  it("tells an answer that broke off, and one of another shape", async () => {
    await expect(tail('{"logs": "half', { skip: 0, most: 9 }, 99)).rejects.toThrow(SyntaxError);
    await expect(tail(`<html>${"x".repeat(300)}`, { skip: 0, most: 9 }, 99)).rejects.toThrow(SyntaxError);
    expect(await tail('{"logs": null}', { skip: 0, most: 9 }, 99)).toBe("");
  });
});

describe("a Ray cluster", () => {
  it("tells what it is and has", async () => {
    expect(await cluster().probe(signal)).toMatchObject({ version: "2.60.0", cpus: 8, gpus: 2 });
  });

  it("is sent a package and a job, once", async () => {
    await cluster().submit(submission, signal);
    const [[, job] = []] = [...fake.jobs];
    expect(job?.body).toMatchObject({
      entrypoint: "python train.py",
      submission_id: "trj_1-1",
      entrypoint_num_gpus: 1,
      metadata: { name: "UserGPT" },
      runtime_env: { env_vars: { REALCHAT_JOB: "trj_1" }, pip: ["trl==1.16.0"] },
    });
    expect([...fake.packages.keys()]).toEqual([expect.stringMatching(/^_ray_pkg_[0-9a-f]{32}\.zip$/)]);
    fake.server.asked();
    await cluster().submit(submission, signal);
    expect(fake.server.asked()).toEqual(["GET /api/jobs/trj_1-1"]);
    await cluster().submit({ ...submission, id: "trj_2-1" }, signal);
    expect(fake.server.asked().filter((line) => line.startsWith("PUT"))).toEqual([]);
  });

  it.each(["before", "after"] as const)("killed %s any answer and asked again runs it once", async (dies) => {
    for (let nth = 0; ; nth++) {
      const other = await startFakeRay();
      let left = nth;
      other.server.mishaps.push({ at: { test: () => left-- === 0 } as unknown as RegExp, dies });
      const there = openRay({ url: other.url, token: null });
      const failure = await there.submit(submission, signal).catch((error: unknown) => error);
      if (failure) {
        expect(failure).toMatchObject({ remedy: "retry", wasAnswered: false });
        await there.submit(submission, signal);
      }
      expect([other.jobs.size, other.packages.size]).toEqual([1, 1]);
      await other.close();
      if (!failure) break;
      expect(nth).toBeLessThan(9);
    }
  });

  it("takes a submission that another worker was faster with for its own", async () => {
    await cluster().submit(submission, signal);
    fake.server.mishaps.push({
      at: /GET \/api\/jobs\/trj_1-1/,
      reply: { status: 404, body: "Job trj_1-1 does not exist" },
    });
    await cluster().submit(submission, signal);
    expect(fake.jobs.size).toBe(1);
  });

  it("tells status, message and what is new in the log, and stops", async () => {
    await cluster().submit(submission, signal);
    fake.play("trj_1-1", "first\n", "RUNNING", "Job is currently running.");
    expect(await cluster().look("trj_1-1", signal)).toEqual({
      status: "running",
      message: "Job is currently running.",
    });
    fake.play("trj_1-1", "second\n");
    let text = "";
    for await (const piece of cluster().log("trj_1-1", { skip: 6, most: 100 }, signal)) text += piece;
    expect(text).toBe("second\n");
    await cluster().stop("trj_1-1", signal);
    expect(await cluster().look("trj_1-1", signal)).toMatchObject({ status: "stopped" });
    await cluster().stop("trj_none", signal);
    expect(await cluster().look("trj_none", signal)).toBeNull();
  });

  it("takes a status that nobody knows for work under way", async () => {
    await cluster().submit(submission, signal);
    fake.play("trj_1-1", "", "SUSPENDED");
    expect(await cluster().look("trj_1-1", signal)).toMatchObject({ status: "running" });
  });

  it.each([
    ["a wrong token", { status: 401, body: "Unauthorized" }, "fix", "does not let this token in"],
    ["a busy head", { status: 503, body: "starting" }, "retry", "fails just now (status 503). It says: starting"],
    ["too many requests", { status: 429, headers: { "retry-after": "7" } }, "retry", "asks to slow down"],
    ["a redirect", { status: 302, headers: { location: "https://sso" } }, "fix", "never followed"],
    ["a page", { status: 200, body: "<html>Sign in</html>" }, "fix", "does not answer as a Ray cluster does"],
    ["another service", inJson({ version: "1" }), "fix", "does not answer as a Ray cluster does"],
    [
      "a trace",
      { status: 500, body: 'Traceback (most recent call last):\n  File "x"\nOSError: disk full' },
      "retry",
      "It says: OSError: disk full",
    ],
  ])("says in words what %s means", async (_, reply, remedy, words) => {
    fake.server.mishaps.push({ at: /version/, reply });
    await expect(cluster().probe(signal)).rejects.toMatchObject({ remedy, message: expect.stringContaining(words) });
  });

  it("waits as long as it was asked to", async () => {
    fake.server.mishaps.push({ at: /version/, reply: { status: 429, headers: { "retry-after": "7" } } });
    await expect(cluster().probe(signal)).rejects.toMatchObject({ retryAfterMs: 7_000 });
  });

  it("never tells its token, however the cluster sends it back", async () => {
    fake.server.mishaps.push({ at: /version/, reply: { status: 500, body: `no ${token}` } });
    const error = await cluster()
      .probe(signal)
      .catch((fault: Error) => fault.message);
    expect(error).not.toContain("right0token");
  });

  it("is not there, or is no address that is ever called", async () => {
    await expect(openRay({ url: "http://169.254.169.254", token }).probe(signal)).rejects.toMatchObject({
      remedy: "fix",
    });
    await fake.close();
    await expect(cluster().probe(signal)).rejects.toMatchObject({ remedy: "retry", wasAnswered: false });
    fake = await startFakeRay();
  });
});
