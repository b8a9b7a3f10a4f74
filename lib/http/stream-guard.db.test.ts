import { expect, it, vi } from "vitest";
import { firstProjectId } from "@/lib/data/memberships";
import { prisma } from "@/lib/data/prisma";
import { makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { credentialOf, guardStream } from "./stream-guard";

withDatabase();

const withToken = async (personId: string) =>
  credentialOf(new Headers({ authorization: `Bearer ${await giveToken(personId)}` }));

it("gives a person fifty streams at a time, and room again when one ends", async () => {
  const [ann, bob] = [await makeUser({ roles: ["annotator"] }), await makeUser({ roles: ["annotator"] })];
  const credential = await withToken(ann.id);
  const open = () => guardStream(ann.id, firstProjectId, credential).watch(() => undefined);
  const releases = Array.from({ length: 50 }, open);
  expect(open).toThrow(expect.objectContaining({ code: "rate_limited", message: expect.stringMatching(/Close some/) }));
  releases.push(guardStream(bob.id, firstProjectId, await withToken(bob.id)).watch(() => undefined));
  releases.shift()?.();
  releases.push(open());
  for (const release of releases) release();
});

it("gives fifty of sixty that are asked for in one moment", async () => {
  const ann = await makeUser({ roles: ["annotator"] });
  const token = await giveToken(ann.id);
  const page = new AbortController();
  const body = { follow: [{ jobs: "mine" }] };
  const all = await Promise.all(
    Array.from({ length: 60 }, () => callRoute("followEvents", { token, body, signal: page.signal })),
  );
  page.abort();
  const answered = (status: number) => all.filter((one) => one.status === status).length;
  expect([answered(200), answered(429)]).toEqual([50, 10]);
});

it("ends the streams of whoever lost the right to them, by one look at all", async () => {
  const [ann, bob, eve] = await Promise.all(
    ["Ann", "Bob", "Eve"].map((name) => makeUser({ name, roles: ["annotator"] })),
  );
  if (!ann || !bob || !eve) throw new Error("nobody was made");
  const ended: string[] = [];
  const releases = await Promise.all(
    [ann, bob, eve].map(async ({ id, name }) =>
      guardStream(id, firstProjectId, await withToken(id)).watch(() => ended.push(name)),
    ),
  );
  await prisma.apiToken.deleteMany({ where: { personId: bob.id } });
  await prisma.membership.deleteMany({ where: { personId: eve.id } });
  await vi.waitFor(() => expect(new Set(ended)).toEqual(new Set(["Bob", "Eve"])), { timeout: 20_000 });
  for (const release of releases) release();
});

it("carries many subscriptions in one stream, each event with the place of the one it is for", async () => {
  const ann = await makeUser({ roles: ["lead"] });
  const page = new AbortController();
  const body = { follow: [{ counts: "evaluations" }, { jobs: "mine" }, { counts: "duplicates" }] };
  const token = await giveToken(ann.id);
  const stream = await callRoute("followEvents", { token, body, signal: page.signal });
  expect(stream.headers.get("content-type")).toBe("text/event-stream");
  let heard = "";
  for await (const chunk of (stream.body as ReadableStream<Uint8Array>).pipeThrough(
    new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>,
  )) {
    heard += chunk;
    if (/data: 0 .*"counts"/.test(heard) && /data: 2 .*"counts"/.test(heard)) break;
  }
  page.abort();
  expect(heard).toMatch(/data: 0 \{"type":"counts","id":"evaluations"/);
  expect(heard).toMatch(/data: 2 \{"type":"counts","id":"duplicates"/);
  const nothing = await callRoute("followEvents", { token, body: { follow: [{ detail: "tile" }] } });
  expect(nothing.status).toBe(422);
});
