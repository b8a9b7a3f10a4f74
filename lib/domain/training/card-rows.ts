import type { LeftOutReason, SnapshotFacts } from "./snapshot";
import type { WrittenBy } from "./written-by";

/** An older snapshot does not say whose text a copy is. */
type Counted = WrittenBy | "kept";

/** Turns by who wrote them: models here, people here, alone or over a text that stood there, or whoever stands behind a seed or a file. */
export function countRows({ turnsBy }: SnapshotFacts) {
  const counts = { made: 0, people: 0, edited: 0, given: 0, kept: 0 };
  for (const [source, n = 0] of Object.entries(turnsBy)) {
    const origin = source.split(" ")[1] as Counted;
    if (origin === "model") counts.made += n;
    else if (origin === "kept") counts.kept += n;
    else if (origin === "person") counts.people += n;
    else if (origin === "edited") counts.edited += n;
    else counts.given += n;
  }
  return counts;
}

export const originPhrases: Record<Counted, string> = {
  seed: "from a seed set",
  model: "written by a model in the studio",
  person: "written by a person in the studio",
  edited: "changed by a person in the studio",
  kept: "kept after an earlier turn was edited",
  imported: "from a file",
};

export const leftOutPhrases: Record<LeftOutReason, string> = {
  empty: "nothing was written",
  order: "not by turns from a user's question",
  blank: "a turn without text",
  rejected: "nothing before a rejected turn",
  unanswered: "no question answered",
};

/** A table of markdown; nothing where there are no rows. */
export function table(head: string[], rows: (string | number)[][]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: (string | number)[]) => `| ${cells.map((cell) => plain(String(cell))).join(" | ")} |`;
  return [line(head), `|${head.map(() => " --- |").join("")}`, ...rows.map(line), ""];
}

/** A text of somebody's as one line of markdown that means nothing but itself. */
export function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[\\`*_{}[\]<>|#]/g, "\\$&")
    .trim();
}

/** A text as it is, in a fence that nothing in it closes. */
export function fenced(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, text, fence, ""];
}

/** In a sentence. */
export function saidCounts(facts: SnapshotFacts): string {
  const { made, people, edited, given, kept } = countRows(facts);
  const copies = kept === 0 ? "" : `; ${kept} were kept when an earlier turn was edited`;
  return `Models wrote ${made} turns in the studio, people ${people}, and people changed ${edited} more; ${given} came from seeds or files${copies}.`;
}
