import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { must } from "@/lib/base/assert";
import type { HubAddress } from "@/lib/domain/destination";
import { startFakeHub } from "@/lib/testing/fake-hub";
import { inJson, type Reply } from "@/lib/testing/outside-server";
import { briefParcel, fileOf, listener, parcelOf, textsOf } from "@/lib/testing/parcels";
import { openHub } from "./hub";

vi.stubEnv("DATABASE_URL", "postgresql://nowhere/none");
vi.stubEnv("REALCHAT_SECRET", "a secret of the tests and of nobody else");

type Hub = Awaited<ReturnType<typeof startFakeHub>>;
let fake: Hub;
beforeEach(async () => {
  fake = await startFakeHub();
});
afterEach(() => fake.close());

const where = { kind: "hub", holds: "dataset", repo: "team/talks", revision: "main", creates: true } as const;

function open(change: Partial<HubAddress> = {}, of: Hub = fake, token = of.token) {
  return openHub({ ...where, url: of.url, ...change }, token);
}

function push(parcel = parcelOf(), of: Hub = fake) {
  return open({}, of).push(parcel, listener().tools);
}

function standing(of: Hub = fake, branch = "main"): Record<string, string> {
  const head = must(of.commits("team/talks", branch).at(-1), "a commit");
  return Object.fromEntries([...head.files].map(([path, { content }]) => [path, content.toString("utf8")]));
}

const attributes = { ".gitattributes": "*.parquet filter=lfs\n" };

describe("a push to a hub", () => {
  it("makes the repository, private, and one commit of all files, the large ones by way of Git LFS", async () => {
    const { tools, sent, settled } = listener();
    const { url } = await open().push(parcelOf(), tools);
    expect(fake.repos.get("team/talks")?.private).toBe(true);
    expect(fake.commits("team/talks").map(({ title }) => title)).toEqual(["initial commit", "Talks 3"]);
    expect(standing()).toEqual({ ...attributes, ...(await textsOf(parcelOf())) });
    const [, commit] = fake.commits("team/talks");
    const large = [...must(commit, "the commit").files].filter(([, { isLarge }]) => isLarge).map(([path]) => path);
    expect(large).toEqual(["train.jsonl", "border.jsonl"]);
    expect(url).toBe(`${fake.url}/datasets/team/talks/tree/${commit?.oid}`);
    expect(settled.toSorted()).toEqual(
      parcelOf()
        .files.map(({ name }) => name)
        .toSorted(),
    );
    for (const { name, bytes } of parcelOf().files) expect(sent[name] ?? 0).toBe(bytes);
  });

  it("sends large files in parts where the hub wants that", async () => {
    const inParts = await startFakeHub({ chunk: 2_500 });
    await push(parcelOf(), inParts);
    expect(standing(inParts)).toEqual({ ...attributes, ...(await textsOf(parcelOf())) });
    expect(inParts.storage.heard.map(({ body }) => body.length)).toEqual([
      2500, 2500, 2500, 2500, 2500, 2203, 2500, 2500, 2500, 2500,
    ]);
    await inParts.close();
  });

  it("leaves other files alone, replaces those of the same name, and keeps what was there in the history", async () => {
    await push({ ...parcelOf(), files: [fileOf("notes.md", "ours"), fileOf("README.md", "Theirs")] });
    await push();
    expect(standing()).toEqual({ ...attributes, "notes.md": "ours", ...(await textsOf(parcelOf())) });
    expect(fake.commits("team/talks").at(1)?.files.get("README.md")?.content.toString()).toBe("Theirs");
  });

  it("done again sends nothing, and tells the same", async () => {
    const first = await push();
    fake.hub.asked();
    fake.storage.asked();
    expect(await push()).toEqual(first);
    expect(fake.hub.asked().map((line) => line.split(" ")[1]?.split("/")[5])).toEqual([
      "revision",
      "revision",
      "paths-info",
    ]);
    expect(fake.storage.heard).toEqual([]);
    expect(fake.commits("team/talks")).toHaveLength(2);
  });

  it.each(["before", "after"] as const)(
    "killed %s any answer and done again comes to one clean push",
    async (dies) => {
      const parcel = briefParcel();
      let deaths = 0;
      for (const chunk of [0, 2_500]) {
        for (let nth = 0; ; nth++) {
          const hub = await startFakeHub({ chunk });
          const servers = [hub.hub, hub.storage];
          let left = nth;
          // Whichever server the n-th request of all goes to, dies over it.
          const at = { test: () => left-- === 0 } as unknown as RegExp;
          for (const server of servers) server.mishaps.push({ at, dies });
          const failure = await push(parcel, hub).then(
            () => null,
            (error: unknown) => error,
          );
          if (failure) {
            expect(failure).toMatchObject({
              remedy: "retry",
              message: expect.stringContaining("The connection to 127.0.0.1"),
            });
            deaths += 1;
            await push(parcel, hub);
          }
          expect(hub.commits("team/talks"), `request ${nth}`).toHaveLength(2);
          expect(standing(hub)).toEqual({ ...attributes, ...(await textsOf(parcel)) });
          await hub.close();
          if (!failure) break;
        }
      }
      expect(deaths).toBeGreaterThan(20);
    },
    120_000,
  );

  it("goes on the other's commit where one came in between", async () => {
    await push({ ...parcelOf(), files: [fileOf("a.txt", "a")] });
    const reply = inJson({ error: "A commit has happened since." }, 412);
    fake.hub.mishaps.push({ at: /POST .*\/commit\//, reply });
    await push();
    expect(fake.commits("team/talks")).toHaveLength(3);
    expect(standing()).toMatchObject({ "a.txt": "a", "README.md": "# Talks\n" });
  });

  it("writes to a branch, which it makes", async () => {
    await push({ ...parcelOf(), files: [fileOf("a.txt", "a")] });
    const place = open({ revision: "next/1" });
    await place.push(parcelOf(), listener().tools);
    expect(standing(fake, "next/1")).toMatchObject({ "README.md": "# Talks\n" });
    expect(standing()).not.toHaveProperty("README.md");
  });

  it("sends no file that is not made as it was", async () => {
    const { pieces, ...known } = fileOf("train.jsonl", "x".repeat(5_000));
    async function* broken() {
      yield* pieces();
      throw new Error("train.jsonl is not made as it was");
    }
    const parcel = { ...parcelOf(), files: [{ ...known, pieces: broken }] };
    await expect(push(parcel)).rejects.toThrow("train.jsonl is not made as it was");
    expect(fake.commits("team/talks")).toHaveLength(1);
  });
});

const refusals: [string, Reply, object][] = [
  [
    "an unknown token",
    inJson({ error: "Invalid" }, 401),
    { remedy: "fix", message: /does not know the token.*enter it anew/ },
  ],
  [
    "a token that may not write",
    inJson({ error: "Forbidden" }, 403),
    { remedy: "fix", message: /may not write to team\/talks/ },
  ],
  ["too many requests", inJson({}, 429, { "retry-after": "7" }), { remedy: "retry", retryAfterMs: 7_000 }],
  [
    "a server that fails",
    inJson({ error: "Oops" }, 503),
    { remedy: "retry", message: /fails just now \(status 503\).*Oops/ },
  ],
  [
    "a redirect",
    { status: 307, headers: { location: "https://evil.example" } },
    { remedy: "fix", message: /never followed with a token/ },
  ],
  ["what is no hub", { status: 200, body: "<html>" }, { remedy: "fix", message: /does not answer as a hub/ }],
  [
    "what it does not take",
    inJson({ error: "Bad name" }, 400),
    { remedy: "fix", message: /refused.*status 400.*Bad name/ },
  ],
];

describe("a hub that refuses", () => {
  it.each(refusals)(
    "%s is told in words that say what to do",
    async (_, reply, { message, ...fault }: { message?: RegExp }) => {
      await push({ ...parcelOf(), files: [fileOf("a.txt", "a")] });
      fake.hub.mishaps.push({ at: /preupload/, reply });
      await expect(push()).rejects.toMatchObject({
        ...fault,
        ...(message && { message: expect.stringMatching(message) }),
      });
    },
  );

  it("whose storage takes nothing is tried again: other addresses may be let in", async () => {
    fake.storage.mishaps.push({ at: /PUT/, reply: { status: 403, body: "<Error>expired</Error>" } });
    await expect(push()).rejects.toMatchObject({
      remedy: "retry",
      message: expect.stringMatching(/storage.*train\.jsonl \(status 403\)/),
    });
    await push();
    expect(fake.commits("team/talks")).toHaveLength(2);
  });

  it("is not told the token in any error, however it sends it back", async () => {
    await push({ ...parcelOf(), files: [fileOf("a.txt", "a")] });
    const error = `no ${fake.token}, ${Buffer.from(fake.token).toString("base64")} ${[...fake.token].reverse().join("")}`;
    fake.hub.mishaps.push({ at: /preupload/, reply: inJson({ error }, 403) });
    const failure = await push().catch((fault: Error) => fault.message);
    expect(failure).not.toMatch(/right0token|nekot0thgir|cmlnaHQwdG9rZW4/);
  });

  it("is sent nothing where it names an address at which clouds hand out credentials, or one in the clear", async () => {
    await push({ ...parcelOf(), files: [fileOf("a.txt", "a")] });
    const [{ sha256: oid, bytes: size } = { sha256: "", bytes: 0 }] = parcelOf().files;
    for (const [href, words] of [
      ["http://169.254.169.254/latest", "hand out credentials"],
      ["ftp://files.example/x", "without encryption"],
    ]) {
      const objects = [{ oid, size, actions: { upload: { href } } }];
      fake.hub.mishaps.push({ at: /objects\/batch/, reply: inJson({ objects }) });
      await expect(push()).rejects.toMatchObject({ remedy: "fix", message: expect.stringContaining(words ?? "") });
    }
  });

  it("where nothing may be made tells what is missing", async () => {
    const strict = open({ creates: false });
    await expect(strict.push(parcelOf(), listener().tools)).rejects.toThrow("has no data set team/talks");
    await push();
    const branch = open({ creates: false, revision: "other" });
    await expect(branch.test(new AbortController().signal)).rejects.toThrow("team/talks has no branch other");
  });
});

describe("the test of a hub", () => {
  const signal = new AbortController().signal;

  it("says whose token it is and what the first push will make, and makes nothing", async () => {
    expect(await open().test(signal)).toBe(
      `${new URL(fake.url).host} knows the token of lea. team/talks is not there yet; the first push makes it, private.`,
    );
    expect(fake.repos.size).toBe(0);
    await push();
    expect(await open().test(signal)).toMatch(/lea, and team\/talks is there, at main\.$/);
    expect(await open({ revision: "next" }).test(signal)).toMatch(/has no branch next yet/);
  });

  it("refuses a token that may only read, and one that nobody knows", async () => {
    const reading = await startFakeHub({ role: "read" });
    await expect(open({}, reading).test(signal)).rejects.toThrow("may only read");
    await expect(open({}, reading, "hf_wrong").test(signal)).rejects.toThrow("does not know the token");
    await reading.close();
  });

  it("names a port that nobody listens at", async () => {
    const gone = await startFakeHub();
    await gone.close();
    await expect(open({}, gone).test(signal)).rejects.toMatchObject({
      remedy: "retry",
      message: expect.stringMatching("ECONNREFUSED"),
    });
  });
});
