import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BucketAddress } from "@/lib/domain/destination";
import { bucketKey, refusal, startFakeBucket } from "@/lib/testing/fake-bucket";
import type { Reply } from "@/lib/testing/outside-server";
import { briefParcel, fileOf, listener, parcelOf, textsOf } from "@/lib/testing/parcels";
import { openBucket } from "./bucket";
import { BucketApi } from "./bucket-api";

vi.stubEnv("DATABASE_URL", "postgresql://nowhere/none");
vi.stubEnv("REALCHAT_SECRET", "a secret of the tests and of nobody else");

type Bucket = Awaited<ReturnType<typeof startFakeBucket>>;
let fake: Bucket;
beforeEach(async () => {
  fake = await startFakeBucket();
});
afterEach(() => fake.close());

const partBytes = 2_500;

function addressOf({ url, bucket, region }: Pick<Bucket, "url" | "bucket" | "region">): BucketAddress {
  return { kind: "bucket", url, bucket, region, prefix: "exports/medical", style: "path" };
}

function push(parcel = parcelOf(), of: Bucket = fake) {
  return openBucket(addressOf(of), bucketKey, partBytes).push(parcel, listener().tools);
}

function standing({ objects }: Bucket = fake): Record<string, string> {
  return Object.fromEntries([...objects].map(([key, { body }]) => [key, body.toString("utf8")]));
}

async function meant(parcel = parcelOf()): Promise<Record<string, string>> {
  const texts = Object.entries(await textsOf(parcel));
  return Object.fromEntries(texts.map(([name, text]) => [`exports/medical/talks-3/${name}`, text]));
}

describe("a push to a bucket", () => {
  it("writes an object for each file, large ones in parts, the last one last, each request signed", async () => {
    const { tools, sent, settled } = listener();
    const { url } = await openBucket(addressOf(fake), bucketKey, partBytes).push(parcelOf(), tools);
    expect(url).toBe("s3://team-data/exports/medical/talks-3/");
    expect(standing()).toEqual(await meant());
    expect([...fake.objects.keys()].at(-1)).toBe("exports/medical/talks-3/manifest.json");
    expect(settled).toEqual(parcelOf().files.map(({ name }) => name));
    for (const { name, bytes, sha256, mediaType } of parcelOf().files) {
      expect(sent[name] ?? 0).toBe(bytes);
      const { headers } = fake.objects.get(`exports/medical/talks-3/${name}`) ?? {};
      expect(headers).toEqual({ "content-type": mediaType, "x-amz-meta-sha256": sha256 });
    }
    expect(fake.uploads.size).toBe(0);
  });

  it("done again sends nothing", async () => {
    const first = await push();
    fake.asked();
    expect(await push()).toEqual(first);
    expect(fake.asked().map((line) => line.split(" ")[0])).toEqual(parcelOf().files.map(() => "HEAD"));
  });

  it("replaces what stands under its name and is something else, and leaves all others alone", async () => {
    const headers = { "x-amz-meta-sha256": "0" };
    for (const key of ["exports/medical/talks-3/README.md", "exports/medical/notes.md"])
      fake.objects.set(key, { body: Buffer.from("theirs"), headers });
    await push();
    expect(standing()).toEqual({ ...(await meant()), "exports/medical/notes.md": "theirs" });
  });

  it.each(["before", "after"] as const)(
    "killed %s any answer and done again comes to one clean push",
    async (dies) => {
      const parcel = briefParcel();
      let deaths = 0;
      for (let nth = 0; ; nth++) {
        const bucket = await startFakeBucket();
        let left = nth;
        bucket.mishaps.push({ at: { test: () => left-- === 0 } as unknown as RegExp, dies });
        const failure = await push(parcel, bucket).then(
          () => null,
          (error: unknown) => error,
        );
        if (failure) {
          expect(failure).toMatchObject({ remedy: "retry" });
          deaths += 1;
          await push(parcel, bucket);
        }
        expect(standing(bucket), `request ${nth}`).toEqual(await meant(parcel));
        expect(bucket.uploads.size).toBe(0);
        await bucket.close();
        if (!failure) break;
      }
      expect(deaths).toBeGreaterThan(8);
    },
    120_000,
  );

  it("goes on with the parts that are there, sends those anew that differ, and takes older tries back", async () => {
    const parcel = { ...parcelOf(), files: [fileOf("train.jsonl", "0123456789".repeat(1_000))] };
    const key = "exports/medical/talks-3/train.jsonl";
    const part = Buffer.from("0123456789".repeat(250));
    const begun = { key, headers: { "x-amz-meta-sha256": "x" } };
    fake.uploads.set("old", { ...begun, parts: new Map(), begun: 1 });
    const parts = new Map([
      [1, part],
      [2, Buffer.from("9".repeat(2_500))],
    ]);
    fake.uploads.set("new", { ...begun, parts, begun: 2 });
    fake.uploads.set("other", { ...begun, key: `${key}.more`, parts: new Map(), begun: 3 });
    await push(parcel);
    expect(
      fake
        .asked()
        .filter((line) => line.startsWith("PUT"))
        .map((line) => line.replace(/.*partNumber=(\d).*/, "$1")),
    ).toEqual(["2", "3", "4"]);
    expect(standing()).toEqual(await meant(parcel));
    expect([...fake.uploads.keys()]).toEqual(["other"]);
  });

  it("gets through with a key that may only write", async () => {
    const writing = await startFakeBucket({ mayRead: false });
    await push(parcelOf(), writing);
    await push(parcelOf(), writing);
    expect(standing(writing)).toEqual(await meant());
    await writing.close();
  });

  it("hears an error that comes with status 200", async () => {
    const { body = "" } = refusal(500, "InternalError");
    fake.mishaps.push({ at: /POST .*uploadId/, reply: { status: 200, body } });
    await expect(push()).rejects.toMatchObject({ remedy: "retry", message: expect.stringContaining("InternalError") });
    await push();
    expect(standing()).toEqual(await meant());
  });
});

const refusals: [string, Reply, object][] = [
  ["no such key", refusal(403, "InvalidAccessKeyId"), { remedy: "fix", message: /does not know the access key/ }],
  [
    "a wrong secret",
    refusal(403, "SignatureDoesNotMatch"),
    { remedy: "fix", message: /does not belong to the access key/ },
  ],
  [
    "no right to write",
    refusal(403, "AccessDenied"),
    { remedy: "fix", message: /may not write to team-data.*s3:PutObject/ },
  ],
  ["no such bucket", refusal(404, "NoSuchBucket"), { remedy: "fix", message: /no bucket team-data/ }],
  [
    "another region",
    refusal(400, "AuthorizationHeaderMalformed", "<Region>us-west-2</Region>"),
    { remedy: "fix", message: /not in the region eu-central-1.*us-west-2/ },
  ],
  [
    "a redirect",
    refusal(301, "PermanentRedirect", "<Endpoint>x.example</Endpoint>"),
    { remedy: "fix", message: /x\.example.*not followed/ },
  ],
  ["a clock that is wrong", refusal(403, "RequestTimeTooSkewed"), { remedy: "fix", message: /clock/ }],
  [
    "slow down",
    { ...refusal(503, "SlowDown"), headers: { "retry-after": "3" } },
    { remedy: "retry", retryAfterMs: 3_000 },
  ],
  ["a failure", refusal(500, "InternalError"), { remedy: "retry", message: /fails just now/ }],
  ["a part that went missing", refusal(400, "IncompleteBody"), { remedy: "retry" }],
  ["what it does not take", refusal(400, "EntityTooLarge"), { remedy: "fix", message: /refused.*EntityTooLarge/ }],
];

describe("a bucket that refuses", () => {
  it.each(refusals)(
    "%s is told in words that say what to do",
    async (_, reply, { message, ...fault }: { message?: RegExp }) => {
      fake.mishaps.push({ at: /PUT/, reply });
      await expect(push()).rejects.toMatchObject({
        ...fault,
        ...(message && { message: expect.stringMatching(message) }),
      });
    },
  );

  it("is really asked under its key: another secret, key or region is refused", async () => {
    const tried = (change: Partial<BucketAddress>, key = bucketKey) =>
      openBucket({ ...addressOf(fake), ...change }, key).test(new AbortController().signal);
    await expect(tried({}, { ...bucketKey, secret: "other" })).rejects.toThrow("does not belong");
    await expect(tried({}, { ...bucketKey, accessKey: "AKIAOTHER" })).rejects.toThrow("does not know the access key");
    await expect(tried({ region: "us-east-1" })).rejects.toThrow("it names eu-central-1");
    await expect(tried({ bucket: "nobodys" })).rejects.toThrow("no bucket nobodys");
  });

  it("tells no secret, however it sends it back", async () => {
    const reply = refusal(400, "Odd", `<Message>${bucketKey.secret}</Message>`);
    fake.mishaps.push({
      at: /PUT/,
      reply: { ...reply, body: String(reply.body).replace("It is Odd", bucketKey.secret) },
    });
    const failure = await push().catch((fault: Error) => fault.message);
    expect(failure).toContain("Odd");
    expect(failure).not.toContain("s3cret");
  });
});

it("the test of a bucket begins an upload, takes it back, and leaves nothing", async () => {
  const words = await openBucket(addressOf(fake), bucketKey).test(new AbortController().signal);
  expect(words).toMatch(/^team-data at 127\.0\.0\.1:\d+ takes files/);
  expect([fake.objects.size, fake.uploads.size]).toEqual([0, 0]);
});

it("a bucket stands in the path, or before the host", () => {
  const at = { ...addressOf({ url: "https://s3.example.com/base/", bucket: "team-data", region: "x" }) };
  const keyed = (style: BucketAddress["style"]) => new BucketApi({ ...at, style }, bucketKey).urlOf("a/b.txt");
  expect(keyed("path")).toBe("https://s3.example.com/base/team-data/a/b.txt");
  expect(keyed("host")).toBe("https://team-data.s3.example.com/base/a/b.txt");
});
