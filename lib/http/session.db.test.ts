import { expect, it } from "vitest";
import { POST as authPost } from "@/app/api/auth/[...all]/route";
import { POST as createFirstAccount } from "@/app/api/v1/first-account/route";
import { GET as events } from "@/app/api/v1/projects/[project]/events/route";
import { GET as exported } from "@/app/api/v1/projects/[project]/exports/route";
import { GET as session } from "@/app/api/v1/session/route";
import { liveHub } from "@/lib/bus/live-hub";
import { prisma } from "@/lib/data/prisma";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";

withDatabase();

const origin = "http://localhost:4711";
const email = "ada@test.dev";
const password = "a long enough password";
const none = { params: Promise.resolve({}) };

function request(path: string, { cookie, body }: { cookie?: string; body?: unknown } = {}): Request {
  return new Request(`${origin}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      host: "localhost:4711",
      origin,
      "x-forwarded-for": "203.0.113.7",
      ...(cookie && { cookie }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

function cookieOf(response: Response): string {
  const [cookie = ""] = response.headers.getSetCookie();
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  return cookie.split(";")[0] ?? "";
}

it("signs the first account in, streams to it, and ends the stream when its session is revoked", {
  timeout: 60_000,
}, async () => {
  const made = await createFirstAccount(
    request("/api/v1/first-account", { body: { name: "Ada", email, password } }),
    none,
  );
  expect(made.status).toBe(201);
  const cookie = cookieOf(made);
  const who = await (await session(request("/api/v1/session", { cookie }), none)).json();
  expect(who).toMatchObject({ viewer: { email, roles: ["lead", "annotator", "evaluator"] }, needsFirstAccount: false });

  const { dialogue } = await makeDialogue({ status: "ended", texts: ["Why?", "Because.", "Really?"] });
  await prisma.dialogue.update({ where: { id: dialogue.id }, data: { verdict: "accepted" } });
  const file = await exported(request("/api/v1/exports?format=openai&target=user", { cookie }), none);
  expect(file.headers.get("content-disposition")).toMatch(
    /^attachment; filename="realchat-openai-user-.*\.jsonl"; filename\*=UTF-8''/,
  );
  // The question that nobody answered is cut, and the answer after the last one that is trained on.
  expect(JSON.parse(await file.text()).messages.at(-1)).toEqual({ role: "assistant", content: "Why?", weight: 1 });

  const stream = await events(request(`/api/v1/events?dialogues=${dialogue.id}`, { cookie }), none);
  const reader = (stream.body ?? new ReadableStream<Uint8Array>()).getReader();
  let text = "";
  while (!text.includes('"type":"snapshot"')) text += new TextDecoder().decode((await reader.read()).value);
  expect(text).toContain("Because.");
  await prisma.session.deleteMany();
  while (!(await reader.read()).done);
  expect(await (await session(request("/api/v1/session", { cookie }), none)).json()).toMatchObject({ viewer: null });
  await liveHub().close();
});

it("knows a session by a cookie it signed itself, until the session or the account ends", async () => {
  const signIn = async () => cookieOf(await tryIn(email, password, "203.0.113.8"));
  const cookie = await signIn();
  const viewerOf = async (sent: string) =>
    ((await (await session(request("/api/v1/session", { cookie: sent }), none)).json()) as { viewer: unknown }).viewer;
  expect(await viewerOf(cookie)).toMatchObject({ email });
  const [name = "", value = ""] = cookie.split("=");
  const [token = "", signature = ""] = decodeURIComponent(value).split(".");
  for (const forged of [token, `${token}.`, `${token}.${signature.replace(/^./, "_")}`, `x${token}.${signature}`])
    expect(await viewerOf(`${name}=${encodeURIComponent(forged)}`)).toBeNull();

  await prisma.user.updateMany({ data: { deactivatedAt: new Date() } });
  expect(await viewerOf(cookie)).toBeNull();
  await prisma.user.updateMany({ data: { deactivatedAt: null } });
  expect(await viewerOf(cookie)).toMatchObject({ email });
  await prisma.session.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await viewerOf(cookie)).toBeNull();
  expect(await viewerOf(await signIn())).toMatchObject({ email });
  expect(await prisma.session.count()).toBe(1);
});

it("shuts every door of the auth library that the studio does not use", async () => {
  const shut = [
    ["sign-up/email", { name: "Eve", email: "eve@test.dev", password }],
    ["update-user", { name: "Ada, the lead" }],
    ["change-password", { currentPassword: password, newPassword: "another long password" }],
    ["change-email", { newEmail: "eve@test.dev" }],
    ["delete-user", {}],
    ["request-password-reset", { email }],
    ["sign-in/social", { provider: "github" }],
    ["revoke-sessions", {}],
  ] as const;
  for (const [door, body] of shut) {
    const { status } = await authPost(request(`/api/auth/${door}`, { body }));
    expect({ door, status }).toEqual({ door, status: 404 });
  }
  for (const path of ["get-session", "list-sessions", "ok", "error"])
    expect((await authPost(request(`/api/auth/${path}`))).status).toBe(404);
  expect(await prisma.user.count({ where: { email: "eve@test.dev" } })).toBe(0);
});

it("reads no more than 16 KB there, nothing that is not JSON, and nothing from another site", async () => {
  const long = { email, password, image: "x".repeat(16 * 1024) };
  expect((await authPost(request("/api/auth/sign-in/email", { body: long }))).status).toBe(413);
  expect((await authPost(request("/api/auth/sign-in/email", { body: [email] }))).status).toBe(422);
  const elsewhere = request("/api/auth/sign-in/email", { body: { email, password } });
  elsewhere.headers.set("origin", "http://evil.example");
  expect((await authPost(elsewhere)).status).toBe(403);
});

/** Statuses of `count` wrong passwords. */
async function guess(count: number, { address, of = email }: { address: string; of?: string }): Promise<number[]> {
  const statuses: number[] = [];
  for (let tried = 0; tried < count; tried++)
    statuses.push((await tryIn(of, `wrong password ${tried}`, address)).status);
  return statuses;
}

function tryIn(of: string, tried: string, address: string): Promise<Response> {
  const asked = request("/api/auth/sign-in/email", { body: { email: of, password: tried } });
  asked.headers.set("x-forwarded-for", address);
  return authPost(asked);
}

it("lets nobody guess passwords for long, and locks out nobody else by it", { timeout: 60_000 }, async () => {
  const eve = "203.0.113.66";
  expect(await guess(10, { address: eve })).toEqual(Array(10).fill(401));
  const refused = await tryIn(email, password, eve);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await guess(1, { address: eve, of: "bob@test.dev" })).toEqual([401]);
  expect((await tryIn(email, password, "203.0.113.7")).status).toBe(200);
});

it("counts guesses that are made at once, too", { timeout: 60_000 }, async () => {
  const at = { address: "203.0.113.67" };
  const statuses = (await Promise.all(Array.from({ length: 20 }, () => guess(1, at)))).flat();
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
});
