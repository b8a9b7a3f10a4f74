/** A stretch of a turn: prose, or the inside of a code fence. `key` is where it begins, so it is stable while text grows. */
export type Block = { key: number; kind: "prose" | "code"; language: string; text: string };

const fence = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)[^\n`]*$/;
/** Prose is cut at blank lines into pieces of about this length, so that a long turn re-renders only its end. */
const proseLength = 600;

/**
 * Cuts the text of a turn into blocks. Appending to the text leaves all blocks but the last as they were, so a memoised
 * renderer draws only the last one again. A fence that is not closed yet runs to the end. Empty text has no blocks.
 */
export function splitBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { mark: string; language: string } | null = null;
  let start = 0;
  let at = 0;

  function close(end: number, next: number) {
    const inside = text.slice(start, end);
    if (open || inside.trim() !== "")
      blocks.push({
        key: start,
        kind: open ? "code" : "prose",
        language: open?.language ?? "",
        text: trimLines(inside),
      });
    start = next;
  }

  for (const line of text.split("\n")) {
    const next = at + line.length + 1;
    const [, mark, language = ""] = fence.exec(line) ?? [];
    const whole = next <= text.length;
    if (open && mark?.startsWith(open.mark) && line.trim() === mark) {
      close(at, next);
      open = null;
    } else if (!open && mark && whole) {
      close(at, next);
      open = { mark, language };
    } else if (!open && line.trim() === "" && at - start >= proseLength && whole) {
      close(at, next);
    }
    at = next;
  }
  if (start < text.length) close(text.length, text.length);
  return blocks;
}

function trimLines(text: string): string {
  return text.replace(/^\n+/, "").replace(/\n+$/, "");
}
