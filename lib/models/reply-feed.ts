import { isUtf8 } from "node:buffer";
import type { ModelEvent } from "@/lib/domain/chat-model";
import { createPieceTemplate } from "./piece-template";
import { documentsIn, isDone, isJson } from "./reply-chunk";
import { createReplyReader, type ReplyRules } from "./reply-reader";
import { createSseParser } from "./sse";

/** Longer beginnings of an event go to the parser, which takes one in many pieces at no more than its length. */
const mostHeld = 4_096;

/** What the bytes of one read say; `fault` is what they end in, once that is told. */
export type Heard = { events: ModelEvent[]; fault: unknown };

/**
 * A reply that comes as a stream of events: bytes in, what they say out, however they were split. What one read brings of
 * text, or of thought, in one go is one event. Events of a build that the reply has shown before are read by their
 * template, all others by parser and reader, to the same effect: `reply-feed.test.ts` holds the two together.
 */
export function createReplyFeed(rules: ReplyRules) {
  const reader = createReplyReader(rules);
  const parser = createSseParser();
  const template = createPieceTemplate();
  const decode = createDecoder();
  /** The beginning of an event of which the rest is still to come. */
  let held = "";
  let isOver = false;

  function takeEvents(text: string, events: ModelEvent[]): void {
    // Line by line where bare carriage returns end them, so that nothing behind the last event is taken, either.
    for (const part of text.split(/(?<=\r)(?!\n)/)) {
      for (const event of isOver ? [] : parser.pushText(part)) {
        if (isDone(event.data)) isOver = true;
        else for (const said of reader.take(event)) join(events, said);
      }
    }
  }

  /** Returns where it could not go on. */
  function takeWhole(text: string, events: ModelEvent[]): number {
    let at = 0;
    while (at < text.length && !isOver) {
      const isBetween = parser.isBetween();
      const said = isBetween && reader.isUnderWay() ? template.match(text, at) : null;
      if (said) {
        reader.say(said);
        if (said.text !== "") join(events, said);
        at = said.end;
        continue;
      }
      const end = endOfEvent(text, at);
      if (end < 0) break;
      const event = text.slice(at, end);
      takeEvents(event, events);
      if (isBetween) template.learn(event);
      at = end;
    }
    return at;
  }

  function take(bytes: Uint8Array, events: ModelEvent[]): void {
    const text = held + decode(bytes);
    held = "";
    const rest = text.slice(takeWhole(text, events));
    if (isOver || rest === "") return;
    if (parser.isBetween() && rest.length <= mostHeld && !/\r(?!\n)/.test(rest)) held = rest;
    else takeEvents(rest, events);
  }

  function finish(events: ModelEvent[]): void {
    if (isOver) return void events.push(reader.end(false, parser.strays()));
    parser.pushText(held);
    // The end of the stream ends its last event as well, if that is whole.
    const wasInside = parser.isInside();
    const rest = parser.rest();
    const isWhole = rest !== null && (isDone(rest.data) || documentsIn(rest.data).every(isJson));
    if (rest && isWhole && !isDone(rest.data)) for (const said of reader.take(rest)) join(events, said);
    events.push(reader.end(wasInside && !isWhole, parser.strays()));
  }

  return {
    /** True after the words that end a stream; what follows them is of no account. */
    isOver: () => isOver,
    isFinished: reader.isFinished,

    push: (bytes: Uint8Array): Heard => heard((events) => take(bytes, events)),

    /** What was left, and the `done` that closes the reply; or why it is not whole. */
    end: (): Heard => heard(finish),
  };
}

function heard(by: (events: ModelEvent[]) => void): Heard {
  const events: ModelEvent[] = [];
  try {
    by(events);
    return { events, fault: null };
  } catch (fault) {
    return { events, fault };
  }
}

const firstOfMark = 0xef;

/** As `TextDecoder` does: drops a byte order mark, joins letters split over reads. Quicker where a read holds whole letters. */
function createDecoder(): (bytes: Uint8Array) => string {
  let decoder: TextDecoder | undefined;
  /** No mark can come any more. */
  let isBegun = false;
  let isInside = false;
  return (bytes) => {
    if (bytes.length === 0) return "";
    if (!decoder) {
      isBegun = bytes[0] !== firstOfMark;
      decoder = new TextDecoder("utf-8", { ignoreBOM: isBegun });
    }
    if (isBegun && !isInside && isUtf8(bytes))
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
    const text = decoder.decode(bytes, { stream: true });
    isBegun ||= text !== "";
    isInside = (bytes.at(-1) ?? 0) >= 0x80;
    return text;
  };
}

/** Adds what is said to what was said before it. */
function join(events: ModelEvent[], said: ModelEvent): void {
  const last = events.at(-1);
  if (last && last.type !== "done" && last.type === said.type) last.text += said.text;
  else if (said.type === "done") events.push(said);
  else events.push({ type: said.type, text: said.text });
}

/** Behind the blank line that ends the event which begins at `at`; less than 0 where it has not come. */
function endOfEvent(text: string, at: number): number {
  for (let end = text.indexOf("\n", at); end >= 0; end = text.indexOf("\n", end + 1)) {
    if (text[end + 1] === "\n") return end + 2;
    if (text[end + 1] === "\r" && text[end + 2] === "\n") return end + 3;
  }
  return -1;
}
