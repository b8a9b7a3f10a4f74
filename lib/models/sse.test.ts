import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSseParser, type SseEvent } from "./sse";

function parse(bytes: Uint8Array, cuts: number[] = []): { events: SseEvent[]; inside: boolean } {
  const parser = createSseParser();
  const bounds = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const events = bounds.flatMap((from, i) => parser.push(bytes.subarray(from, bounds[i + 1] ?? bytes.length)));
  return { events, inside: parser.isInside() };
}

const encode = (text: string) => new TextEncoder().encode(text);

describe("the event stream parser", () => {
  it("reads data, events, comments, ids, a BOM and every kind of line end", () => {
    const text = "\ufeffdata: a\n\n: ping\r\nid: 1\r\ndata: b\r\ndata:c\r\n\r\nevent: error\ndata\n\nretry: 5\n\n";
    expect(parse(encode(text))).toEqual({
      events: [
        { event: "message", data: "a" },
        { event: "message", data: "b\nc" },
        { event: "error", data: "" },
      ],
      inside: false,
    });
  });

  it("keeps back an event that was cut short, and says so", () => {
    expect(parse(encode('data: a\n\ndata: {"b'))).toEqual({ events: [{ event: "message", data: "a" }], inside: true });
    expect(parse(encode("data: a\n"))).toEqual({ events: [], inside: true });
  });

  it("gives the same events however the bytes are split", () => {
    const line = fc.oneof(
      fc.string({ unit: "grapheme" }).map((text) => `data: ${text.replace(/[\r\n]/g, "")}`),
      fc.constantFrom("", "", ": note", "event: error", "id: 7", "data", "nonsense"),
    );
    const stream = fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n")), { maxLength: 30 });
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 12 }), (lines, cuts) => {
        const bytes = encode(lines.flat().join(""));
        expect(parse(bytes, cuts)).toEqual(parse(bytes));
      }),
      { numRuns: 2_000 },
    );
  });

  it("reads a 10 MB event that arrives in small chunks", () => {
    const parser = createSseParser();
    const chunk = encode("x".repeat(10_000));
    parser.push(encode("data: "));
    for (let i = 0; i < 1_000; i++) expect(parser.push(chunk)).toEqual([]);
    expect(parser.push(encode("\n\n"))[0]?.data).toHaveLength(10_000_000);
  });
});
