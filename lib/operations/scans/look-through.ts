import { createHash } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import { readLikeBefore } from "@/lib/data/duplicates/duplicate-groups";
import { finishScan, insertLooked, readLooked, readScanCourse } from "@/lib/data/scans";
import type { Queryable } from "@/lib/data/sql";
import { untilReachable } from "@/lib/data/until-reachable";
import { type Looked, lookAt } from "@/lib/domain/scan/look-at";
import type { NewFinding } from "@/lib/domain/scan/scan";
import { loadTokenCounter } from "@/lib/models/tokens";
import { loadSpokenLanguage } from "@/lib/simulation/spoken-language";

type Tools = {
  signal: AbortSignal;
  report: (progress: { done?: number; total?: number | null; sentence?: string }) => Promise<void>;
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
  rest: (workedMs: number) => Promise<void>;
};

const none: ReadonlyMap<string, string> = new Map();

/**
 * Looks through the dialogues of a scan in the order of their birth, from wherever an earlier try had come: each
 * transaction stores what was found with its count. `stopped` when it was told to; `waits` for dialogues to be compared.
 */
export async function lookThrough(
  scanId: string,
  { signal, report, whileHeld, rest }: Tools,
): Promise<{ looked: number; found: number } | "stopped" | "waits"> {
  const course = await untilReachable(() => readScanCourse(scanId));
  if (!course) throw new AppError("not_found", "The scan is not there any more.");
  const { filter, asked, lastId, finishedAt } = course;
  let { looked, found } = course;
  if (finishedAt !== null) return { looked, found };
  const [countTokens, languageOf] = await Promise.all([loadTokenCounter(), loadSpokenLanguage()]);
  const first = new FirstSaid();
  const tools = { languageOf, countTokens };
  // What was looked at before is passed over, but for what it said: others may say the same.
  const [wantsAll, wantsNear] = [asked.kinds.includes("duplicate"), asked.kinds.includes("near")];
  for (let after = wantsAll ? "" : lastId; !signal.aborted; ) {
    const began = performance.now();
    const batch = await untilReachable(() => readLooked(filter, after));
    const last = batch.at(-1);
    if (!last) {
      await whileHeld((tx) => finishScan(tx, scanId));
      return { looked, found };
    }
    const isPassed = last.id <= lastId;
    const like = wantsNear && !isPassed ? await untilReachable(() => readLikeBefore(batch.map(({ id }) => id))) : none;
    if (like === null) {
      await report({ sentence: "Waits until near-duplicates are compared." });
      return "waits";
    }
    const findings: NewFinding[] = [];
    let fresh = 0;
    for (const dialogue of batch) {
      const sameBefore = wantsAll ? first.before(dialogue) : null;
      if (dialogue.id <= lastId) continue;
      fresh += 1;
      findings.push(...lookAt(dialogue, asked, { ...tools, sameBefore, likeBefore: like.get(dialogue.id) ?? null }));
    }
    if (fresh > 0) {
      const before = found;
      await whileHeld((tx) => insertLooked(tx, scanId, before, { looked: fresh, lastId: last.id, findings }));
      looked += fresh;
      found += findings.length;
      await report({ done: looked, total: null, sentence: "" });
    }
    after = last.id;
    await rest(performance.now() - began);
  }
  return "stopped";
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
