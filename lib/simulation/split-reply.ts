import { closingMark, lengthOfOpenMark, marksInText, mayHoldMarks, type ThoughtMark } from "./thought-marks";

/** A piece of a reply: what the other side is told, or what the model thought to itself. */
export type ReplyPiece = { type: "text" | "reasoning"; text: string };

export type ReplySplitter = {
  push(chunk: string): ReplyPiece[];
  /** What was held back in case it was the beginning of a marker. */
  end(): ReplyPiece[];
  /**
   * What came of the reply. Differs from the pieces where a later mark told what an earlier piece had been: before a
   * closing mark alone everything was thought; a mark in mid-text that never closes was only talked about.
   */
  written(): { text: string; reasoning: string };
  /** True once a stop string was met; what follows it is dropped. */
  stopped(): boolean;
  /** True while inside a think block. */
  thinking(): boolean;
};

type Found = ThoughtMark | { kind: "stop"; at: number; mark: string };

/** Enough to tell whether a mark is quoted; more would make many marks in a long text costly. */
const contextLength = 8_000;

/** What came so far, told apart, and what may have to be taken back when more comes. */
function createLedger() {
  let said = "";
  let thought = "";
  /** The family of marks that the thought under way stands in; null while something is said. */
  let family: number | null = null;
  /** What was said or thought before the mark that may have to be taken back. */
  let before: { said: string; thought: string; mark: string } | null = null;
  let afterThought = false;

  return {
    said: () => said,
    family: () => family,
    afterThought: () => afterThought,
    written: () => ({ text: said, reasoning: thought }),

    emit(text: string): ReplyPiece[] {
      if (text === "") return [];
      if (family !== null) {
        thought += text;
        return [{ type: "reasoning", text }];
      }
      const news = afterThought && said.trim() === "" ? text.trimStart() : text;
      said += news;
      return news === "" ? [] : [{ type: "text", text: news }];
    },

    /** What a mark means for what stands before it. */
    pass({ mark, ...found }: ThoughtMark): void {
      if (found.kind === "end" || found.kind === "wrap") return;
      if (found.kind === "open") {
        before = { said, thought, mark };
        family = found.family;
      } else if (family !== null) {
        family = null;
        before = null;
      } else {
        before = { said, thought, mark };
        thought += said;
        said = "";
      }
      afterThought = true;
    },

    /** Marks that turned out not to have been meant stand in the text again, for a person to see. */
    settle(): void {
      if (before === null || before.said.trim() === "") return;
      if (family !== null) said = before.said + before.mark + thought.slice(before.thought.length);
      else if (said.trim() === "") said = before.said + before.mark + said;
      else return;
      thought = before.thought;
      family = null;
    },
  };
}

/**
 * Takes thoughts out of a reply, whatever marks they stand in, and cuts it at the first stop string, however chunks
 * divide the markers. A mark in backticks is being talked about, not used. White space around a thought at the start
 * goes with it; everything else comes through unchanged.
 */
export function createReplySplitter(stops: string[] = []): ReplySplitter {
  const ledger = createLedger();
  let buffer = "";
  let stopped = false;
  /** A closing mark whose meaning only what follows can tell. */
  let undecidedAt: number | null = null;

  function drain(final: boolean): ReplyPiece[] {
    const pieces: ReplyPiece[] = [];
    while (!stopped) {
      const family = ledger.family();
      const found = family === null ? nextInText(final) : closingMark(buffer, family);
      if (!found) break;
      const part = buffer.slice(0, found.at);
      if (family !== null || found.kind === "stop" || (ledger.said() + part).trim() !== "")
        pieces.push(...ledger.emit(part));
      buffer = buffer.slice(found.at + found.mark.length);
      if (found.kind === "stop") stopped = true;
      else ledger.pass(found);
    }
    if (stopped) return pieces;
    const isSaid = ledger.family() === null;
    const heldBack = Math.max(lengthOfOpenMark(buffer), isSaid ? lengthOfOpenStop(buffer, stops) : 0);
    let ready = final ? buffer.length : Math.min(undecidedAt ?? buffer.length, buffer.length - heldBack);
    // White space at the very start waits: a thought may follow and take it along.
    if (!final && isSaid && ledger.said() === "" && buffer.slice(0, ready).trim() === "") ready = 0;
    pieces.push(...ledger.emit(buffer.slice(0, ready)));
    buffer = buffer.slice(ready);
    return pieces;
  }

  function nextInText(final: boolean): Found | null {
    undecidedAt = null;
    const stop = firstStop(buffer, stops);
    for (const found of mayHoldMarks(buffer) ? marksInText(buffer) : []) {
      if (stop && stop.at <= found.at) break;
      const context = (ledger.said() + buffer.slice(0, found.at)).slice(-contextLength);
      if (isQuoted(context) || (found.kind === "wrap" && !ledger.afterThought())) continue;
      if (found.kind !== "close" || context.trim() === "") return found;
      const alone = closesAlone(context, buffer.slice(found.at + found.mark.length), final);
      if (alone === "wait") {
        undecidedAt = found.at;
        return null;
      }
      if (alone && !ledger.afterThought()) return found;
    }
    return stop;
  }

  return {
    push(chunk) {
      buffer += chunk;
      return drain(false);
    },
    end() {
      const pieces = drain(true);
      ledger.settle();
      return pieces;
    },
    written: ledger.written,
    stopped: () => stopped,
    thinking: () => ledger.family() !== null,
  };
}

/**
 * Whether a closing mark without an opening one ends a thought: it stands at the end of a line or of a sentence. Only
 * what follows may tell, and may not have come yet.
 */
function closesAlone(before: string, after: string, final: boolean): boolean | "wait" {
  if (/[\n.!?…。！？:)"”*]\s*$/.test(before) || /^[ \t]*\n/.test(after)) return true;
  return !final && /^[ \t]*$/.test(after) ? "wait" : false;
}

/** Within backticks, quotation marks, or a fenced block. */
function isQuoted(before: string): boolean {
  if (/["“'‘«]$/.test(before)) return true;
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return count(line, /`/g) % 2 === 1 || count(before, /^```/gm) % 2 === 1;
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

function firstStop(text: string, stops: string[]): Found | null {
  const found = stops.map((mark) => ({ kind: "stop" as const, mark, at: text.indexOf(mark) }));
  return found.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at)[0] ?? null;
}

/** Length of the longest end of `text` that may be the beginning of a stop string. */
function lengthOfOpenStop(text: string, stops: string[]): number {
  const longest = Math.max(0, ...stops.map((stop) => stop.length - 1));
  for (let length = Math.min(longest, text.length); length > 0; length--) {
    const end = text.slice(-length);
    if (stops.some((stop) => stop.startsWith(end))) return length;
  }
  return 0;
}
