import { expect, it } from "vitest";
import { GET as authGet, POST as authPost } from "@/app/api/auth/[...all]/route";
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

it("lets nobody sign up, and nobody guess passwords for long", { timeout: 60_000 }, async () => {
  const signUp = await authPost(
    request("/api/auth/sign-up/email", { body: { name: "Eve", email: "eve@test.dev", password } }),
  );
  expect(signUp.status).toBeGreaterThanOrEqual(400);
  expect(await prisma.user.count({ where: { email: "eve@test.dev" } })).toBe(0);
  const statuses: number[] = [];
  for (let guess = 1; guess <= 12; guess++) {
    const body = { email, password: `a wrong password ${guess}` };
    statuses.push((await authPost(request("/api/auth/sign-in/email", { body }))).status);
  }
  expect(statuses.slice(0, 9).every((status) => status === 401)).toBe(true);
  expect(statuses.at(-1)).toBe(429);
  expect((await authGet(request("/api/auth/get-session"))).status).toBe(200);
});
