import { type TrainingEvent, trainingEventSchema } from "./event";

/** Of lines that are no events, so many are kept of one reading; who wants all reads the process's own log. */
const mostLines = 200;
/** What has no end of a line by then is one. */
const longestLine = 64_000;
const longestKept = 2_000;

export type LinesRead = {
  events: TrainingEvent[];
  /** UTF-16 units that are done with: what is behind them is the beginning of a line, to be read again with its end. */
  read: number;
};

/**
 * Picks the events out of what a training process writes: JSON lines, among them whatever else libraries say, over which progress bars
 * may be drawn. `isLast`: nothing more comes, so that the last line is whole as it is.
 */
export function readLines(text: string, { isLast }: { isLast: boolean }): LinesRead {
  const events: TrainingEvent[] = [];
  const lines: string[] = [];
  let read = 0;
  while (read < text.length) {
    const at = text.indexOf("\n", read);
    const isOpen = at === -1;
    if (isOpen && !isLast && text.length - read < longestLine) break;
    const line = text.slice(read, isOpen ? undefined : at);
    read = isOpen ? text.length : at + 1;
    const event = eventIn(line);
    if (event && event.type !== "line") {
      events.push(...linesOf(lines.splice(0)), event);
    } else {
      const said = (event?.text ?? shown(line)).slice(0, longestKept);
      if (said !== "") lines.push(said);
    }
  }
  events.push(...linesOf(lines));
  return { events, read };
}

function linesOf(lines: readonly string[]): TrainingEvent[] {
  const left = lines.length - mostLines;
  const kept = left > 0 ? [`… ${left} lines are left out here`, ...lines.slice(-mostLines)] : lines;
  return kept.map((text) => ({ type: "line", text }));
}

/** A progress bar may stand on the line before it. */
function eventIn(line: string): TrainingEvent | null {
  const at = line.indexOf('{"type"');
  if (at === -1) return null;
  try {
    const read = trainingEventSchema.safeParse(JSON.parse(line.slice(at)));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Of a line over which others were drawn, the last; without colours. */
function shown(line: string): string {
  const drawn = line.split("\r").findLast((part) => part.trim() !== "") ?? "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours begin with.
  return drawn.replaceAll(/\u001b\[[\d;?]*[A-Za-z]/g, "").trimEnd();
}
