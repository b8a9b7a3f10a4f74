import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ModelEvent, ModelFault } from "@/lib/domain/chat-model";
import { createPieceTemplate } from "./piece-template";
import { plainChunk } from "./plain-chunk";
import { chunkSchema, documentsIn, isDone, isJson } from "./reply-chunk";
import { createReplyFeed } from "./reply-feed";
import { createReplyReader, type ReplyRules } from "./reply-reader";
import { createSseParser } from "./sse";

type Outcome = { events: ModelEvent[]; fault: string | null };

/** Neighbours of one type are one event: how many there are is a matter of how the bytes came. */
function joined(events: ModelEvent[]): ModelEvent[] {
  const all: ModelEvent[] = [];
  for (const event of events) {
    const last = all.at(-1);
    if (last && last.type !== "done" && event.type === last.type) last.text += event.text;
    else all.push({ ...event });
  }
  return all;
}

const wordsOf = (fault: unknown) => (fault instanceof ModelFault ? `${fault.kind}: ${fault.message}` : String(fault));

/** Byte by byte: every event through the parser, every chunk through its schema. */
function readOneByOne(whole: Uint8Array, rules: ReplyRules): Outcome {
  const reader = createReplyReader(rules, { isQuick: false });
  const parser = createSseParser();
  const events: ModelEvent[] = [];
  try {
    for (const byte of whole)
      for (const event of parser.push(Uint8Array.of(byte))) {
        if (isDone(event.data)) return { events: joined([...events, reader.end(false, parser.strays())]), fault: null };
        events.push(...reader.take(event));
      }
    const wasInside = parser.isInside();
    const rest = parser.rest();
    const isWhole = rest !== null && (isDone(rest.data) || documentsIn(rest.data).every(isJson));
    if (rest && isWhole && !isDone(rest.data)) events.push(...reader.take(rest));
    return { events: joined([...events, reader.end(wasInside && !isWhole, parser.strays())]), fault: null };
  } catch (fault) {
    return { events: joined(events), fault: wordsOf(fault) };
  }
}

function readQuickly(reads: Uint8Array[], rules: ReplyRules): Outcome {
  const feed = createReplyFeed(rules);
  const events: ModelEvent[] = [];
  for (const bytes of reads) {
    if (feed.isOver()) break;
    const heard = feed.push(bytes);
    events.push(...heard.events);
    if (heard.fault !== null) return { events: joined(events), fault: wordsOf(heard.fault) };
  }
  const heard = feed.end();
  return {
    events: joined([...events, ...heard.events]),
    fault: heard.fault === null ? null : wordsOf(heard.fault),
  };
}

const words = fc.oneof(
  fc.constantFrom(
    " the",
    "e",
    "\n\n",
    '"',
    "\\",
    "naïve",
    "你好",
    "👋",
    "\ud83d",
    "\udc4b",
    "\u2028",
    "\0",
    "",
    "[DONE]",
    "data: x",
  ),
  fc.string({ maxLength: 12, unit: "binary" }),
);

/** The same string written in other ways. */
const written = fc
  .tuple(words, fc.boolean())
  .map(([text, isPlain]) =>
    isPlain
      ? JSON.stringify(text)
      : `"${[...Array(text.length).keys()].map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`).join("")}"`,
  );

/** How a server builds its chunks, with `%` where the piece stands. */
const builds = fc.constantFrom(
  '{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":%},"finish_reason":null}]}',
  '{"choices":[{"delta":{"role":"assistant","content":%,"refusal":null},"index":0,"logprobs":null,"finish_reason":null}],"usage":null}',
  '{"choices": [{"index": 0, "delta": {"content": %}, "finish_reason": null}]}',
  '{"choices":[{"delta":{"content":"","reasoning_content":%}}]}',
  '{"choices":[{"delta":{"reasoning":%,"content":null}}]}',
  '{"choices":[{"delta":{"reasoning":%,"reasoning_content":"kept"}}]}',
  '{"choices":[{"index":0,"text":%,"finish_reason":null}]}',
  '{"choices":[{"index":0,"text":%,"delta":{"content":"both"}}]}',
  '{"choices":[{"delta":{"content":"x","content":%}}]}',
  '{"choices":[{"delta":{"content":%,"content":"x"}}]}',
  '{"choices":[{"delta":{"content":%}}],"usage":{"prompt_tokens":3,"completion_tokens":1}}',
  '{"choices":[{"delta":{"content":%},"finish_reason":"stop"}]}',
  '{"choices":[{"index":1,"delta":{"content":%}}]}',
  '{"choices":[{"delta":{"content":%}},{"delta":{"content":"second"}}]}',
  '{"choices":[{"delta":{"content":[{"type":"text","text":%}]}}]}',
  '{"choices":[{"delta":{"content":%,"tool_calls":[]}}],"error":null}',
);

const odd = fc.constantFrom(
  '{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}',
  '{"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}',
  '{"choices":[{"delta":{"content":"","tool_calls":[{"index":0}]}}]}',
  '{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2}}',
  '{"choices":[],"usage":{"prompt_tokens":-7,"completion_tokens":"2"}}',
  '{"error":{"message":"Worker 7 fell over"}}',
  '{"choices":[{"message":{"content":"the whole again"},"finish_reason":"stop"}]}',
  '[{"choices":[{"delta":{"content":"in a list"}}]}]',
  '{"detail":"goes on"}',
  '{"choices":[{"delta":{"content":"cut',
  "[DONE]",
  "ping",
  "{}",
  "null",
);

const lineEnds = fc.constantFrom("\n", "\n", "\n", "\r\n", "\r");

/** A stream of one build for the most part, as servers send it and as they should not. */
const streams = fc
  .record({
    build: fc.tuple(builds, builds),
    end: lineEnds,
    field: fc.constantFrom(
      "data: ",
      "data: ",
      "data:",
      "id: 4\ndata: ",
      "event: message\ndata: ",
      "event: ping\ndata: ",
    ),
    events: fc.array(
      fc.oneof(
        { weight: 8, arbitrary: written.map((piece) => ({ piece })) },
        { weight: 2, arbitrary: written.map((other) => ({ other })) },
        { weight: 1, arbitrary: odd.map((document) => ({ document })) },
        {
          weight: 1,
          arbitrary: fc.constantFrom(": ping\n\n", "\n", "stray words\n", "\ufeff").map((raw) => ({ raw })),
        },
      ),
      { maxLength: 24 },
    ),
    isEnded: fc.boolean(),
  })
  .map(({ build: [build, second], end, field, events, isEnded }) => {
    const parts = events.map((event) => {
      if ("raw" in event) return event.raw;
      if ("document" in event) return `${field}${event.document}\n\n`;
      if ("other" in event) return `${field}${second.replace("%", () => event.other)}\n\n`;
      return `${field}${build.replace("%", () => event.piece)}\n\n`;
    });
    const last = isEnded ? 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n' : "";
    return (parts.join("") + last).replaceAll("\n", end);
  });

type Damage = { at: number; take: number; put: Uint8Array };

const damages = fc.array(
  fc.record({
    at: fc.nat(),
    take: fc.nat({ max: 9 }),
    put: fc.oneof(
      fc.uint8Array({ maxLength: 3 }),
      fc.constantFrom("\n", "\n\n", "\r", '"', "\\", "}", "data: ").map((text) => new TextEncoder().encode(text)),
    ),
  }),
  { maxLength: 3 },
);

function damaged(bytes: Uint8Array, all: Damage[]): Uint8Array {
  return all.reduce((whole, { at, take, put }) => {
    const from = at % (whole.length + 1);
    return Buffer.concat([whole.subarray(0, from), put, whole.subarray(from + take)]);
  }, bytes);
}

function inReads(bytes: Uint8Array, cuts: number[]): Uint8Array[] {
  const bounds = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return bounds.slice(1).map((to, index) => bytes.subarray(bounds[index], to));
}

const rules = fc.record({
  told: fc.constant({ origin: "http://m", secrets: [] }),
  lenientFinish: fc.boolean(),
  mayBeEmpty: fc.boolean(),
});
const cuts = fc.oneof(fc.constant<number[]>([]), fc.array(fc.nat(), { maxLength: 40 }));

describe("the quick way says what the slow one says", () => {
  it("of sound streams, however their bytes are split", () => {
    fc.assert(
      fc.property(streams, cuts, rules, (stream, at, rule) => {
        const bytes = new TextEncoder().encode(stream);
        expect(readQuickly(inReads(bytes, at), rule)).toEqual(readOneByOne(bytes, rule));
      }),
      { numRuns: 3_000 },
    );
  });

  it("of damaged ones", () => {
    fc.assert(
      fc.property(streams, damages, cuts, rules, (stream, damage, at, rule) => {
        const bytes = damaged(new TextEncoder().encode(stream), damage);
        expect(readQuickly(inReads(bytes, at), rule)).toEqual(readOneByOne(bytes, rule));
      }),
      { numRuns: 4_000 },
    );
  });

  it("of any chunk that it takes for plain", () => {
    const field = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(null, "", "x") },
      { weight: 1, arbitrary: fc.constantFrom(0, 1, "stop", false, [], {}, ["x"], { text: "y" }) },
      { weight: 2, arbitrary: words },
    );
    const fields = (...names: string[]) => fc.dictionary(fc.constantFrom(...names), field, { maxKeys: names.length });
    const delta = fields(
      "role",
      "content",
      "reasoning",
      "reasoning_content",
      "thinking",
      "refusal",
      "tool_calls",
      "new",
    );
    const choice = fc
      .tuple(fields("index", "text", "finish_reason", "message", "error"), delta, fc.boolean())
      .map(([rest, said, isSaid]) => (isSaid ? { ...rest, delta: said } : rest));
    const count = fc.oneof(fc.integer({ min: -3, max: 9 }), fc.constantFrom("4", null, 1.5, 1e300));
    const usage = fc.oneof(field, fc.record({ prompt_tokens: count, completion_tokens: count, more: field }));
    const chunk = fc.record(
      { choices: fc.array(choice, { maxLength: 2 }), usage, error: field },
      { requiredKeys: ["choices"] },
    );
    let plain = 0;
    fc.assert(
      fc.property(chunk, (one) => {
        const read = plainChunk(one);
        if (read === null) return;
        plain++;
        const bySchema = chunkSchema.parse(one);
        const known = (of: typeof bySchema) => ({
          usage: of.usage ?? null,
          choices: of.choices?.map(({ index, delta, text, finish_reason }) => [
            index || 0,
            delta ?? null,
            text ?? null,
            finish_reason ?? null,
          ]),
        });
        expect(known(read)).toEqual(known(bySchema));
      }),
      { numRuns: 5_000 },
    );
    expect(plain).toBeGreaterThan(100);
  });
});

describe("a template", () => {
  const event = (piece: string, rest = '"index":0') => `data: {"choices":[{"delta":{"content":${piece}},${rest}}]}\n\n`;

  it("reads what is built like the event that it was learned from, and nothing else", () => {
    const template = createPieceTemplate();
    expect(template.match(event('"a"'), 0)).toBeNull();
    template.learn(event('"a"'));
    const stream = event('" \\"b\\"\\n"') + event('""') + event('"c"');
    expect(template.match(stream, 0)).toMatchObject({ type: "text", text: ' "b"\nc', end: stream.length });
    expect(template.match(`${stream}data: [DONE]\n\n`, event('" \\"b\\"\\n"').length)).toMatchObject({
      text: "c",
      end: stream.length,
    });
    for (const other of [
      event('"b"', '"index":1'),
      event('"\\q"'),
      event('"\\ud83d"'),
      event("null"),
      event('"a').slice(0, -4),
    ])
      expect(template.match(other, 0)).toBeNull();
  });

  it.each([
    event('"a"', '"finish_reason":"stop"'),
    event('"a"').replace("}]}", '}],"usage":{"prompt_tokens":1,"completion_tokens":1}}'),
    event('"a","content":"b"'),
    event('"a","reasoning":"b"'),
    event('"a","tool_calls":[{"index":0}]'),
    event('"a"', '"index":1'),
    event('"a"').replace("data", "event"),
  ])("is not learned from %s", (odd) => {
    const template = createPieceTemplate();
    template.learn(odd);
    expect(template.match(odd, 0)).toBeNull();
  });
});
