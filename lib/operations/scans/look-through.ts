import { createHash } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { finishScan, insertLooked, readLooked, readScanCourse } from "@/lib/data/scans";
import type { Queryable } from "@/lib/data/sql";
import { untilReachable } from "@/lib/data/until-reachable";
import { type Looked, lookAt } from "@/lib/domain/scan/look-at";
import type { NewFinding } from "@/lib/domain/scan/scan";
import { loadTokenCounter } from "@/lib/models/tokens";
import { spokenLanguage } from "@/lib/simulation/spoken-language";

type Tools = {
  signal: AbortSignal;
  report: (progress: { done: number; total: number | null }) => Promise<void>;
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
  rest: (workedMs: number) => Promise<void>;
};

/**
 * Looks through the dialogues of a scan in the order of their birth, from wherever an earlier try had come: each
 * transaction stores what was found with its count. null when it was told to stop.
 */
export async function lookThrough(
  scanId: string,
  { signal, report, whileHeld, rest }: Tools,
): Promise<{ looked: number; found: number } | null> {
  const course = await untilReachable(() => readScanCourse(scanId));
  if (!course) throw new AppError("not_found", "The scan is not there any more.");
  const { filter, asked, lastId, finishedAt } = course;
  let { looked, found } = course;
  if (finishedAt !== null) return { looked, found };
  const countTokens = await loadTokenCounter();
  const first = new FirstSaid();
  const tools = { languageOf: spokenLanguage, countTokens };
  // What was looked at before is passed over, but for what it said: others may say the same.
  const wantsAll = asked.kinds.includes("duplicate");
  for (let after = wantsAll ? "" : lastId; !signal.aborted; ) {
    const began = performance.now();
    const batch = await untilReachable(() => readLooked(filter, after));
    const last = batch.at(-1);
    if (!last) {
      await whileHeld((tx) => finishScan(tx, scanId));
      return { looked, found };
    }
    const findings: NewFinding[] = [];
    let fresh = 0;
    for (const dialogue of batch) {
      const sameBefore = wantsAll ? first.before(dialogue) : null;
      if (dialogue.id <= lastId) continue;
      fresh += 1;
      findings.push(...lookAt(dialogue, asked, { ...tools, sameBefore }));
    }
    if (fresh > 0) {
      const before = found;
      await whileHeld((tx) => insertLooked(tx, scanId, before, { looked: fresh, lastId: last.id, findings }));
      looked += fresh;
      found += findings.length;
      await report({ done: looked, total: null });
    }
    after = last.id;
    await rest(performance.now() - began);
  }
  return null;
}

/** Who said something first, by what is said on the whole way, speaker by speaker. */
class FirstSaid {
  private readonly firsts = new Map<string, string>();

  before({ id, turns }: Looked): string | null {
    const hash = createHash("sha256");
    for (const { speaker, text } of turns) hash.update(`${speaker} ${text.length}\n${text}`);
    const said = hash.digest("base64");
    const first = this.firsts.get(said);
    if (first === undefined) this.firsts.set(said, id);
    return first ?? null;
  }
}
