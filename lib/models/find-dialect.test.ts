import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { ModelFault, type ModelRequest } from "@/lib/domain/chat-model";
import { type Dialect, dialectSchema } from "@/lib/domain/dialect";
import { startFaultyEndpoint } from "@/lib/testing/faulty-endpoint";
import { type Fault, refusedReplies } from "@/lib/testing/refused-replies";
import { done, type Reply, soundReplies, stop, streamed, text } from "@/lib/testing/sound-replies";
import { findDialect } from "./dialects";
import { openaiModel } from "./openai-model";

const plain = dialectSchema.parse({});
const request: ModelRequest = {
  prompt: {
    kind: "chat",
    messages: [
      { role: "system", content: "Be kind." },
      { role: "user", content: "Hi" },
    ],
  },
  maxTokens: 64,
  temperature: 0.7,
  seed: 1,
};

type Body = Record<string, unknown> & { messages: { role: string }[] };
type Answer = { status: number; body: unknown };
type Rule = (body: Body, headers: Record<string, string | string[] | undefined>, path: string) => Answer | null;

const openai = (message: string, param?: string): Answer => ({ status: 400, body: { error: { message, param } } });
const hasSystem = ({ messages }: Body) => messages.some(({ role }) => role === "system" || role === "developer");

/** Endpoints by what they refuse; everything else they answer. */
const endpoints: Record<string, { rules: Rule[]; finds: Partial<Dialect> }> = {
  "a plain server": { rules: [], finds: {} },
  "Azure's reasoning models": {
    rules: [
      (body) =>
        "max_tokens" in body
          ? openai("Parameter max_tokens is unknown to this model; send max_completion_tokens.", "max_tokens")
          : null,
      (body) =>
        "temperature" in body ? openai("Unsupported value: 'temperature' does not support 0.7", "temperature") : null,
    ],
    finds: { lengthParameter: "max_completion_tokens", omits: ["temperature"] },
  },
  "a server that knows no stream_options": {
    rules: [
      (body) =>
        "stream_options" in body
          ? {
              status: 422,
              body: { detail: [{ type: "extra_forbidden", loc: ["body", "stream_options"], msg: "unknown field" }] },
            }
          : null,
    ],
    finds: { omits: ["stream_options"] },
  },
  "a template without a system role": {
    rules: [(body) => (hasSystem(body) ? openai("A system role is not supported by this template") : null)],
    finds: { systemRole: "user" },
  },
  "a server that says nothing of what it refuses": {
    rules: [(body) => ("seed" in body ? openai("invalid request") : null)],
    finds: { omits: ["seed"] },
  },
  "a server that says nothing of the two things that it refuses": {
    rules: [(body) => ("seed" in body || "stream_options" in body ? openai("Bad Request") : null)],
    finds: { omits: ["stream_options", "temperature", "top_p", "seed", "stop"] },
  },
  "a template without a system role that fails": {
    rules: [
      (body) =>
        hasSystem(body)
          ? { status: 500, body: { error: { message: "TemplateError: System role not supported" } } }
          : null,
    ],
    finds: { systemRole: "user" },
  },
  "a server that refuses three things, one after the other": {
    rules: [
      (body) => ("seed" in body ? openai("unknown field: seed") : null),
      (body) => (hasSystem(body) ? openai("Conversation roles must alternate user/assistant") : null),
      (body) => ("stream_options" in body ? openai("include_usage is no option") : null),
    ],
    finds: { omits: ["seed", "stream_options"], systemRole: "user" },
  },
  "Azure's older addresses": {
    rules: [
      (_body, _headers, path) =>
        path.includes("api-version=")
          ? null
          : { status: 404, body: { error: { code: "404", message: "Resource not found" } } },
    ],
    finds: { apiVersion: "2024-10-21" },
  },
  "a gateway that misses a version": {
    rules: [
      (_body, _headers, path) =>
        path.includes("api-version=") ? null : openai("Missing required query parameter: api-version"),
    ],
    finds: { apiVersion: "2024-10-21" },
  },
  "a gateway with a header of its own for the key": {
    rules: [(_, headers) => (headers["api-key"] ? null : { status: 401, body: { message: "Access denied" } })],
    finds: { keyHeader: "api-key" },
  },
};

function strict(rules: Rule[]): Reply {
  return (response, path, asked) => {
    const { body, headers } = must(asked, "request");
    const refusal = rules.map((rule) => rule(body as Body, headers, path)).find((one) => one !== null);
    if (refusal)
      response.writeHead(refusal.status, { "content-type": "application/json" }).end(JSON.stringify(refusal.body));
    else streamed(text("Hello"), stop, done)(response, path, asked);
  };
}

async function find(rules: Rule[] | Reply, apiKey: string | null = "sk-1") {
  const endpoint = await startFaultyEndpoint({ it: typeof rules === "function" ? rules : strict(rules) });
  const baseUrl = endpoint.baseUrl("it");
  const ask = async (dialect: Dialect) => {
    try {
      for await (const _ of openaiModel({ baseUrl, upstreamModel: "m", apiKey, dialect }).stream(
        request,
        new AbortController().signal,
      ));
      return null;
    } catch (error) {
      if (error instanceof ModelFault) return error;
      throw error;
    }
  };
  const found = await findDialect(plain, { origin: new URL(baseUrl).origin, hasKey: apiKey !== null }, ask);
  const calls = endpoint.seen.length;
  await endpoint.close();
  return { ...found, calls };
}

describe("a usable endpoint is found out how to use", () => {
  it.each(Object.entries(endpoints))("%s", async (_, { rules, finds }) => {
    const { dialect, fault } = await find(rules);
    expect(fault).toBeNull();
    expect(dialect).toEqual({ ...plain, ...finds });
  });
});

it("what no setting mends is told as it is, and little is asked", async () => {
  for (const name of ["402 payment required", "404 unknown model", "503", "429 without a header"]) {
    const { reply, kind }: Fault = must(refusedReplies[name], name);
    const { dialect, fault, calls } = await find(reply);
    expect(fault?.kind).toBe(kind);
    expect(dialect).toEqual(plain);
    expect(calls).toBeLessThanOrEqual(2);
  }
  const stubborn = await find([() => openai("no")]);
  expect(stubborn).toMatchObject({ dialect: plain, fault: { kind: "bad_request" } });
  expect(stubborn.calls).toBeLessThanOrEqual(12);
});

it("no key is tried in another header where there is none", async () => {
  const { calls } = await find([() => ({ status: 401, body: "no" })], null);
  expect(calls).toBe(1);
});

it("every sound reply passes", async () => {
  for (const { reply } of Object.values(soundReplies)) expect((await find(reply)).fault).toBeNull();
});
