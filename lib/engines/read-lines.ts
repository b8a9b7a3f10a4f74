import { type TrainingEvent, trainingEventSchema } from "@/lib/domain/training-job/event";
import { createLineReader } from "./read-line";

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
 * Picks the events out of all that a training process writes, where what it tells and what libraries say go into one log, and progress
 * bars are drawn over it. `isLast`: nothing more comes, so that the last line is whole as it is. `step`: the last one that was told
 * before, for engines that do not number theirs; null: it is the studio's own script, which tells all figures itself, so that what
 * its libraries print of them is a line as any other.
 */
export function readLines(text: string, { isLast, step }: { isLast: boolean; step: number | null }): LinesRead {
  const readLine = createLineReader(undefined, step ?? 0);
  const events: TrainingEvent[] = [];
  const lines: string[] = [];
  let read = 0;
  while (read < text.length) {
    const at = text.indexOf("\n", read);
    const isOpen = at === -1;
    if (isOpen && !isLast && text.length - read < longestLine) break;
    const line = text.slice(read, isOpen ? undefined : at);
    read = isOpen ? text.length : at + 1;
    const other = () => readLine(shown(line));
    const event = eventIn(line) ?? (step === null ? asLine(other(), line) : other());
    if (event?.type === "line") lines.push(event.text.slice(0, longestKept));
    else if (event) events.push(...linesOf(lines.splice(0)), event);
  }
  events.push(...linesOf(lines));
  return { events, read };
}

/** What would be a figure, as it was printed. */
function asLine(read: TrainingEvent | null, line: string): TrainingEvent | null {
  return read === null || read.type === "line" ? read : { type: "line", text: shown(line).trim() };
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

/** Of a line over which others were drawn, the last. */
function shown(line: string): string {
  return line.split("\r").findLast((part) => part.trim() !== "") ?? "";
}
