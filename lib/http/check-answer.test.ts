import { afterEach, expect, it, vi } from "vitest";
import * as z from "zod";
import { frameFault } from "./event-stream";
import { checkAnswer } from "./serve";

const endpoint = {
  summary: "",
  access: "member" as const,
  scope: "read" as const,
  response: z.object({ items: z.array(z.object({ id: z.string(), note: z.string().nullable() })) }),
};

afterEach(() => void vi.unstubAllEnvs());

it("lets through what the contract says", () => {
  expect(() => checkAnswer("list", endpoint, { items: [{ id: "a", note: null }] })).not.toThrow();
  expect(() => checkAnswer("delete", { ...endpoint, response: z.void() }, undefined)).not.toThrow();
});

it("names the place of a field that is wrong or missing", () => {
  const answer = { items: [{ id: "a", note: null }, { id: 7 }] };
  expect(() => checkAnswer("list", endpoint, answer)).toThrow(/^list answered .*\nitems\.1\.id: .*\nitems\.1\.note: /);
});

it("names a field that no schema knows, however deep", () => {
  const answer = { items: [{ id: "a", note: null, secret: "s" }], next: undefined };
  expect(() => checkAnswer("list", endpoint, answer)).toThrow(/\nitems\.0\.secret: not in the schema$/);
});

it("stands in nobody's way in production", () => {
  vi.stubEnv("NODE_ENV", "production");
  expect(() => checkAnswer("list", endpoint, { items: "none" })).not.toThrow();
});

it("does the same for the frames of a stream", () => {
  const delta = {
    type: "delta",
    id: "d",
    turnId: "t",
    parentId: null,
    speaker: "user",
    at: 0,
    text: "Hi",
    reasoning: false,
  };
  expect(frameFault(delta)).toBeUndefined();
  expect(frameFault({ ...delta, modelId: "m" })?.message).toMatch(/\nmodelId: not in the schema$/);
  expect(frameFault({ ...delta, at: "0" })?.message).toMatch(/\nat: /);
});
