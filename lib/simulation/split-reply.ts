/** A piece of a reply: what the other side is told, or what the model thought to itself. */
export type ReplyPiece = { type: "text" | "reasoning"; text: string };

export type ReplySplitter = {
  push(chunk: string): ReplyPiece[];
  /** What was held back in case it was the beginning of a marker. */
  end(): ReplyPiece[];
  /** True once a stop string was met; what follows it is dropped. */
  stopped(): boolean;
  /** True while inside a think block. */
  thinking(): boolean;
};

const opening = ["<think>", "<thinking>"];
const closing = ["</think>", "</thinking>"];

/**
 * Takes think blocks out of a reply and cuts it at the first stop string, however chunks divide the markers. A tag
 * right after a backtick is being talked about, not used. White space around a think block at the start goes with it;
 * everything else comes through unchanged.
 */
export function createReplySplitter(stops: string[] = []): ReplySplitter {
  let buffer = "";
  let mode: ReplyPiece["type"] = "text";
  let said = "";
  let afterThought = false;
  let stopped = false;

  const emit = (text: string): ReplyPiece[] => {
    if (text === "") return [];
    if (mode === "reasoning") return [{ type: mode, text }];
    const news = afterThought && said.trim() === "" ? text.trimStart() : text;
    said += news;
    return news === "" ? [] : [{ type: mode, text: news }];
  };

  const drain = (final: boolean): ReplyPiece[] => {
    const pieces: ReplyPiece[] = [];
    while (!stopped) {
      const markers = mode === "text" ? [...opening, ...stops] : closing;
      const found = firstMarker(buffer, markers, said.at(-1));
      if (!found) break;
      const before = buffer.slice(0, found.at);
      const isThought = !stops.includes(found.marker);
      if (!isThought || mode === "reasoning" || (said + before).trim() !== "") pieces.push(...emit(before));
      buffer = buffer.slice(found.at + found.marker.length);
      if (isThought) {
        afterThought = true;
        mode = mode === "text" ? "reasoning" : "text";
      } else stopped = true;
    }
    if (stopped) return pieces;
    const markers = mode === "text" ? [...opening, ...stops] : closing;
    let ready = final ? buffer.length : buffer.length - heldBack(buffer, markers);
    // White space at the very start waits: a think block may follow and take it along.
    if (!final && mode === "text" && said === "" && buffer.slice(0, ready).trim() === "") ready = 0;
    pieces.push(...emit(buffer.slice(0, ready)));
    buffer = buffer.slice(ready);
    return pieces;
  };

  return {
    push(chunk) {
      buffer += chunk;
      return drain(false);
    },
    end: () => drain(true),
    stopped: () => stopped,
    thinking: () => mode === "reasoning",
  };
}

function firstMarker(text: string, markers: string[], previous = ""): { marker: string; at: number } | undefined {
  const found = markers.flatMap((marker) => {
    for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 1)) {
      const isQuoted = opening.includes(marker) && (at > 0 ? text[at - 1] : previous) === "`";
      if (!isQuoted) return [{ marker, at }];
    }
    return [];
  });
  return found.sort((a, b) => a.at - b.at)[0];
}

/** Length of the longest end of `text` that may be the beginning of a marker. */
function heldBack(text: string, markers: string[]): number {
  const longest = Math.max(0, ...markers.map((marker) => marker.length - 1));
  for (let length = Math.min(longest, text.length); length > 0; length--) {
    const end = text.slice(-length);
    if (markers.some((marker) => marker.startsWith(end))) return length;
  }
  return 0;
}
