import { afterEach, expect, it, vi } from "vitest";
import { callHouse } from "./call-house";
import { createOnce } from "./create-once";

afterEach(() => void vi.unstubAllGlobals());

function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

function stubFetch(...answers: (Response | Error)[]): string[] {
  const keys: string[] = [];
  vi.stubGlobal("fetch", (_: string, init: { headers: Record<string, string> }) => {
    keys.push(init.headers["idempotency-key"] ?? "none");
    const next = answers.shift();
    return next instanceof Response ? Promise.resolve(next) : Promise.reject(next);
  });
  return keys;
}

const problem = { code: "invalid", detail: "The name is taken.", requestId: "req_1" };
const input = { body: { name: "ci" } };

it("repeats a call whose answer was lost under the same key, and a changed one under a new key", async () => {
  const keys = stubFetch(new TypeError("network"), new TypeError("network"), answer(201, {}), answer(201, {}));
  const create = createOnce("createApiToken", callHouse);
  await expect(create(input)).rejects.toMatchObject({ code: "offline" });
  await expect(create(input)).rejects.toMatchObject({ code: "offline" });
  await create(input);
  await create(input);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).toBe(keys[0]);
  expect(keys[3]).not.toBe(keys[0]);
});

it("starts afresh after a definite refusal, whose words reach the caller", async () => {
  const keys = stubFetch(answer(422, problem), answer(201, {}));
  const create = createOnce("createApiToken", callHouse);
  await expect(create(input)).rejects.toMatchObject({ code: "invalid", message: problem.detail, requestId: "req_1" });
  await create(input);
  expect(keys[1]).not.toBe(keys[0]);
});
