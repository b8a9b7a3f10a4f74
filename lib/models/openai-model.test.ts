import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { lenientSwitch, type ModelEvent, ModelFault, type ModelRequest } from "@/lib/domain/chat-model";
import { startFaultyEndpoint } from "@/lib/testing/faulty-endpoint";
import { faultyReplies } from "@/lib/testing/faulty-replies";
import { delta, done, soundReplies, stop, streamed, text } from "@/lib/testing/sound-replies";
import { type OpenaiModelOptions, openaiModel } from "./openai-model";

const request: ModelRequest = { prompt: { kind: "chat", messages: [{ role: "user", content: "Hi" }] }, maxTokens: 64 };
/** Short where the time-out is what is tested, and long everywhere else: a loaded machine is slow, not at fault. */
const limits = { connectMs: 2_000, firstByteMs: 1_500, idleMs: 700, totalMs: 3_000 };
const patient = { connectMs: 20_000, firstByteMs: 20_000, idleMs: 20_000, totalMs: 25_000 };
const apiKey = "sk-test-123456";

let endpoint: Awaited<ReturnType<typeof startFaultyEndpoint>>;

beforeAll(async () => {
  endpoint = await startFaultyEndpoint({
    thinking: streamed(delta({ reasoning_content: "hm" }), delta({ reasoning: " so" }), text("Yes"), stop, done),
    cut: streamed(text("On and on"), delta({}, "length"), done),
    dyadic: streamed(
      'data: {"choices":[{"index":0,"text":"Why?","finish_reason":null}]}\n\n',
      'data: {"choices":[{"text":"","finish_reason":"stop"}]}\n\n',
    ),
    "stop in every piece, then a reset": (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(delta({ content: "Once" }, "stop"), () =>
        setTimeout(() => response.socket?.resetAndDestroy(), 20),
      );
    },
    "echo whole": (response) =>
      response.writeHead(400).end(JSON.stringify({ detail: { got: apiKey, msg: `bad ${apiKey}` } })),
    "echo late": (response) => response.writeHead(500).end(`${"x ".repeat(95)}${apiKey}`),
    "echo mid-stream": streamed(text("Hi"), `data: {"error":{"message":"${apiKey.slice(3)} was refused"}}\n\n`),
    "echo finish": streamed(text("Hi"), delta({}, `error ${apiKey}`), done),
    "error of a choice": streamed(
      text("Hi"),
      'data: {"choices":[{"delta":{},"finish_reason":"error","error":{"code":502,"message":"Worker 7 fell over"}}]}\n\n',
    ),
    "error in a state of its own": (response) =>
      response.end(
        JSON.stringify({ choices: null, base_resp: { status_code: 1013, status_msg: "Worker 7 fell over" } }),
      ),
    "error in plain text": streamed("data: Worker 7 fell over\n\n"),
    "error in plain text, mid-stream": streamed(text("Hi"), "data: Worker 7 fell over\n\n"),
    "detail mid-stream": streamed(text("Hi"), 'data: {"detail":"Worker 7 fell over"}\n\n'),
    "bare JSON mid-stream": streamed(text("Hi"), '{"error":{"message":"Worker 7 fell over"}}\n'),
    "200 in plain text": (response) =>
      response.writeHead(200, { "content-type": "text/plain" }).end("Worker 7 fell over"),
    flood: (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const more = () => {
        while (!response.destroyed && response.write(`: ${"x".repeat(1 << 20)}\n\n`));
      };
      response.on("drain", more);
      more();
    },
  });
});
afterAll(() => endpoint.close());
afterEach(() => vi.unstubAllEnvs());

async function ask(
  reply: string,
  options: Partial<OpenaiModelOptions> = {},
  change: Partial<ModelRequest> = {},
  signal = new AbortController().signal,
): Promise<{ events: ModelEvent[]; fault: ModelFault | null; text: string; done: ModelEvent | undefined }> {
  const model = openaiModel({
    baseUrl: endpoint.baseUrl(reply),
    upstreamModel: "m",
    apiKey,
    limits: patient,
    ...options,
  });
  const events: ModelEvent[] = [];
  let fault: ModelFault | null = null;
  try {
    for await (const event of model.stream({ ...request, ...change }, signal)) events.push(event);
  } catch (error) {
    if (!(error instanceof ModelFault)) throw error;
    fault = error;
  }
  const said = events.map((event) => (event.type === "text" ? event.text : "")).join("");
  return { events, fault, text: said, done: events.find(({ type }) => type === "done") };
}

describe("upstream trouble", () => {
  it("is told apart in at least 60 ways", () => {
    expect(Object.keys(faultyReplies).length).toBeGreaterThanOrEqual(60);
  });

  describe.each(["chat", "completion"] as const)("over %s", (kind) => {
    it.concurrent.each(Object.entries(faultyReplies))("%s", async (name, { kind: expected }) => {
      const prompt = kind === "chat" ? request.prompt : { kind, text: "Human: <s>", stop: ["</s>"] };
      const isTimed = expected.startsWith("timeout");
      const { fault, done } = await ask(name, { limits: isTimed ? limits : patient }, { prompt });
      expect(fault?.kind).toBe(expected);
      expect(done).toBeUndefined();
      expect(fault?.message).not.toContain(apiKey);
      expect(fault?.message).not.toContain("<h");
      expect(fault?.message.length).toBeLessThan(400);
    });
  });

  it.each([
    ["429 with seconds", 3_000, 3_000],
    ["429 with a date", 3_000, 5_000],
    ["429 with 10^9 seconds", 600_000, 600_000],
    ["429 with a negative wait", 0, 0],
  ])("says how long to wait: %s", async (name, least, most) => {
    const { fault } = await ask(name);
    expect(fault?.retryAfterMs).toBeGreaterThanOrEqual(least);
    expect(fault?.retryAfterMs).toBeLessThanOrEqual(most);
  });

  it.each(["429 with nonsense", "429 without a header"])("knows no wait: %s", async (name) => {
    expect((await ask(name)).fault?.retryAfterMs).toBeUndefined();
  });

  it("knows the wait that stands in the words alone", async () => {
    expect((await ask("429 that mentions billing")).fault?.retryAfterMs).toBe(2_300);
  });

  it.each([
    ["an error as detail", "Model fancy-7b is not loaded on this worker"],
    ["a refused field", "body.stream_options: unknown field"],
    ["an error in plain text", "no such field"],
    ["an error in an array", "no such field"],
    ["a refusal as an event stream", "no such field"],
    ["200 error as detail", "Server is busy"],
    ["stop with every piece", lenientSwitch],
    ["end without a finish reason", lenientSwitch],
    ["reasoning only", "all of its text as reasoning"],
    ["finish reason abort", "abort"],
  ])("is told in words: %s", async (name, words) => {
    expect((await ask(name)).fault?.message).toContain(words);
  });

  it.each([
    "error of a choice",
    "error in a state of its own",
    "error in plain text",
    "error in plain text, mid-stream",
    "detail mid-stream",
    "bare JSON mid-stream",
    "200 in plain text",
  ])("keeps the words of an %s, also from lenient endpoints", async (name) => {
    for (const lenientFinish of [false, true]) {
      const { fault, done } = await ask(name, { lenientFinish: lenientFinish && name !== "bare JSON mid-stream" });
      expect(fault?.message).toContain("Worker 7 fell over");
      expect(done).toBeUndefined();
    }
  });

  it.each(["echo whole", "echo late", "echo mid-stream", "echo finish"])("never tells the key: %s", async (name) => {
    const { fault } = await ask(name);
    expect(fault?.message).toContain("[key]");
    expect(fault?.message).not.toMatch(/test-1|123456/);
  });

  it("never takes the key to where a redirect points", async () => {
    for (const name of ["301 elsewhere", "307 elsewhere", "308 elsewhere"]) await ask(name);
    expect(endpoint.seen.filter(({ path }) => path.startsWith("/stolen"))).toEqual([]);
  });

  it("keeps what had arrived before the fault", async () => {
    expect(await ask("end without a finish reason")).toMatchObject({ text: "Once upon", done: undefined });
  });

  it("stops reading a reply that never ends", async () => {
    const { fault } = await ask("flood", { limits: { ...limits, totalMs: 20_000, idleMs: 5_000 } });
    expect(fault?.kind).toBe("malformed");
  }, 30_000);

  it("names a host that does not exist, a closed port and a handshake that never ends", async () => {
    expect((await ask("", { baseUrl: "http://no-such-host.invalid/v1", limits: {} })).fault?.kind).toBe("network");
    expect((await ask("", { baseUrl: "http://127.0.0.1:1/v1" })).fault?.kind).toBe("network");
    const mute = createServer((socket) => socket.on("error", () => {}));
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    const address = mute.address();
    const port = typeof address === "object" ? address?.port : null;
    const { fault } = await ask("", { baseUrl: `https://127.0.0.1:${port}/v1`, limits: { connectMs: 300 } });
    mute.close();
    expect(fault?.kind).toBe("timeout_connect");
  });
});

describe("whole replies", () => {
  it.concurrent.each(Object.entries(soundReplies))("%s", async (name, { text }) => {
    const answer = await ask(name, { limits: { idleMs: 2_000 } });
    expect(answer.fault).toBeNull();
    expect(answer.text).toBe(text);
    expect(answer.events.at(-1)).toMatchObject({ type: "done", finishReason: "stop" });
    expect(answer.events.filter(({ type }) => type === "done")).toHaveLength(1);
    for (const event of answer.events)
      if (event.type === "text") expect(Buffer.from(event.text).toString()).toBe(event.text);
  });

  it("report usage when the endpoint does, and null when it does not", async () => {
    expect((await ask("plain")).done).toMatchObject({ usage: { promptTokens: 7, completionTokens: 2 } });
    expect((await ask("no usage")).done).toMatchObject({ usage: null });
    expect((await ask("negative usage")).done).toMatchObject({ usage: null });
  });

  it("keep reasoning apart", async () => {
    const { events, text } = await ask("thinking");
    expect(text).toBe("Yes");
    expect(events.map((event) => (event.type === "reasoning" ? event.text : "")).join("")).toBe("hm so");
  });

  it("that were cut by length say so", async () => {
    expect((await ask("cut")).done).toMatchObject({ finishReason: "length" });
  });

  it("without a finish reason are taken from lenient endpoints only, and never when cut inside an event", async () => {
    const lenientFinish = true;
    expect((await ask("end without a finish reason", { lenientFinish })).done).toMatchObject({
      finishReason: "unknown",
    });
    expect(await ask("stop with every piece", { lenientFinish })).toMatchObject({
      text: "Once upon",
      done: { finishReason: "stop" },
    });
    expect((await ask("stop in every piece, then a reset", { lenientFinish })).fault?.kind).toBe("network");
    expect((await ask("finish reason error", { lenientFinish })).fault?.kind).toBe("truncated");
    expect((await ask("end inside an event", { lenientFinish })).fault?.kind).toBe("truncated");
    expect((await ask("reset mid-stream", { lenientFinish })).fault?.kind).toBe("network");
    expect((await ask("only [DONE]", { lenientFinish })).fault?.kind).toBe("empty");
  });

  it("may be empty where that has a meaning", async () => {
    expect((await ask("stop without text", {}, { mayBeEmpty: true })).done).toMatchObject({ finishReason: "stop" });
    expect((await ask("200 empty", {}, { mayBeEmpty: true })).fault?.kind).toBe("empty");
  });
});

describe("the request", () => {
  it("carries sampling, usage and the key for messages", async () => {
    await ask("plain", {}, { temperature: 0.2, topP: 0.9, seed: 5, stop: ["END"] });
    expect(endpoint.seen.at(-1)).toMatchObject({
      path: "/plain/v1/chat/completions",
      authorization: `Bearer ${apiKey}`,
      body: {
        model: "m",
        messages: [{ role: "user", content: "Hi" }],
        temperature: 0.2,
        top_p: 0.9,
        seed: 5,
        stop: ["END"],
        max_tokens: 64,
        stream: true,
        stream_options: { include_usage: true },
      },
    });
  });

  it("sends a text to be continued as it is", async () => {
    const prompt = { kind: "completion" as const, text: "Human: <s>", stop: ["</s>"] };
    expect((await ask("dyadic", {}, { prompt })).text).toBe("Why?");
    expect(endpoint.seen.at(-1)).toMatchObject({
      path: "/dyadic/v1/completions",
      body: { prompt: "Human: <s>", stop: ["</s>"], max_tokens: 64 },
    });
  });

  it("takes no key from the environment", async () => {
    vi.stubEnv("OPENAI_API_KEY", "sk-of-the-machine");
    vi.stubEnv("OPENAI_ADMIN_KEY", "sk-of-the-admin");
    await ask("plain", { apiKey: null });
    expect(endpoint.seen.at(-1)?.authorization).toBeUndefined();
  });
});

describe("cancelling", () => {
  it.each(["silence before the header", "silence mid-stream", "a token now and then for ever"])(
    "ends %s",
    async (name) => {
      const canceller = new AbortController();
      setTimeout(() => canceller.abort(), 80);
      const { fault, done } = await ask(name, {}, {}, canceller.signal);
      expect(fault?.kind).toBe("cancelled");
      expect(done).toBeUndefined();
      const mine = endpoint.seen.at(-1);
      await vi.waitFor(() => expect(mine?.isOpen()).toBe(false));
    },
  );

  it("before the call sends nothing", async () => {
    const before = endpoint.seen.length;
    expect((await ask("plain", {}, {}, AbortSignal.abort())).fault?.kind).toBe("cancelled");
    expect(endpoint.seen).toHaveLength(before);
  });

  it("closes the connection when the reader leaves early", async () => {
    const model = openaiModel({ baseUrl: endpoint.baseUrl("silence mid-stream"), upstreamModel: "m", apiKey });
    for await (const event of model.stream(request, new AbortController().signal)) {
      expect(event.type).toBe("text");
      break;
    }
    const mine = endpoint.seen.at(-1);
    await vi.waitFor(() => expect(mine?.isOpen()).toBe(false));
  });
});
