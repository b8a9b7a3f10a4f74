export type SseEvent = { event: string; data: string };

/** Nobody reads more of it than an excerpt. */
const mostStrays = 4_000;

/**
 * An incremental parser of `text/event-stream` (HTML standard, section 9.2.6): bytes in, whole events out, however
 * they were split. Comments, ids and retry fields are skipped. An event that the end of the stream cuts short is never
 * pushed out; `isInside()` tells that there was one, and `rest()` what had come of it. What is no field at all, as where a server breaks a stream off with bare words, is among
 * the `strays()`.
 */
export function createSseParser(): {
  push(bytes: Uint8Array): SseEvent[];
  /** The same for what somebody else has decoded. */
  pushText(text: string): SseEvent[];
  /** True where nothing of an event has come yet. */
  isBetween(): boolean;
  isInside(): boolean;
  rest(): SseEvent | null;
  strays(): string;
} {
  const decoder = new TextDecoder(); // drops a BOM, joins code points split over chunks
  let openLine: string[] = []; // pieces, joined once: a huge event in small chunks stays linear
  let endedOnCr = false;
  let event = "message";
  let data: string[] = [];
  let strays = "";

  function takeLine(line: string): SseEvent | null {
    if (line === "") {
      const whole = data.length > 0 ? { event, data: data.join("\n") } : null;
      event = "message";
      data = [];
      return whole;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    else if (colon !== 0 && field !== "id" && field !== "retry" && strays.length < mostStrays) strays += `${line}\n`;
    return null;
  }

  function pushText(decoded: string): SseEvent[] {
    if (decoded === "") return [];
    const text = endedOnCr && decoded.startsWith("\n") ? decoded.slice(1) : decoded; // a CRLF split over chunks
    endedOnCr = decoded.endsWith("\r");
    const events: SseEvent[] = [];
    const [first = "", ...others] = text.split(/\r\n|\n|\r/);
    openLine.push(first);
    for (const piece of others) {
      const whole = takeLine(openLine.join(""));
      if (whole) events.push(whole);
      openLine = [piece];
    }
    return events;
  }

  return {
    push: (bytes) => pushText(decoder.decode(bytes, { stream: true })),
    pushText,
    isBetween: () => data.length === 0 && event === "message" && !endedOnCr && openLine.every((piece) => piece === ""),
    rest() {
      const line = openLine.join("");
      openLine = [];
      if (line !== "") takeLine(line);
      return takeLine("");
    },
    strays: () => strays.slice(0, mostStrays).trim(),
    isInside: () => data.length > 0 || openLine.join("").trim() !== "",
  };
}
