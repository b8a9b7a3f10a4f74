import { must } from "@/lib/base/assert";
import { seedFrom } from "@/lib/base/random";
import type { Queryable } from "@/lib/data/sql";
import {
  type DialoguePath,
  type MeasuredPath,
  readMeasured,
  readTexts,
  writeMeasured,
} from "@/lib/data/statistics/path-figures";
import type { CountTokens } from "@/lib/domain/chat-model";
import { binsOf, figuresVersion, type PathValues, valuesOf } from "@/lib/measures/dialogue-figures";
import type { CountedPath } from "@/lib/measures/maintained-figures";
import { inSlices } from "../in-slices";

/** What measuring needs of a job. */
export type MeasuringTools = {
  signal: AbortSignal;
  countTokens: CountTokens;
  tokenizer: string;
  report: (progress: { done: number; total: number }) => Promise<void>;
  rest: (workedMs: number) => Promise<void>;
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
};

/** So many paths are looked at together. */
export const pathsAtOnce = 250;

/** What paths give, by their last turns; those without turns are not in it. `kept` resolves once what is new is written. */
type Figures = { counted: Map<string, CountedPath>; kept: Promise<void> };

/** What each path gives: as it was measured once, or measured now and kept for whoever meets it again. */
export async function figuresOfPaths(paths: readonly DialoguePath[], tools: MeasuringTools): Promise<Figures> {
  const byHead = new Map(paths.flatMap((path) => (path.turnIds.length > 0 ? [[headOf(path), path] as const] : [])));
  const counted = await readCounted([...byHead.keys()]);
  const missing = [...byHead].filter(([head]) => !counted.has(head)).map(([, path]) => path);
  if (missing.length === 0) return { counted, kept: Promise.resolve() };
  tools.signal.throwIfAborted();
  const texts = await readTexts(missing.flatMap(({ turnIds }) => turnIds));
  const measured: MeasuredPath[] = [];
  function* measure(): Generator<void, void> {
    for (const path of missing) {
      const values = valuesOf({ turns: spoken(path, texts, tools.countTokens) });
      const [headId, { dialogueId, version: seen, day }] = [headOf(path), path];
      measured.push({ headId, dialogueId, seen, values, bins: binsOf(values) });
      counted.set(headId, { half: halfOf(dialogueId), day, values });
      yield;
    }
  }
  await inSlices(measure(), tools.rest);
  // In one order, so that two jobs that meet the same paths never wait for one another.
  measured.sort((a, b) => (a.headId < b.headId ? -1 : 1));
  const kept = tools.whileHeld((tx) => writeMeasured(tx, measured, figuresVersion));
  // It is awaited when the next ones are measured; whoever stops before has nothing more to do with it.
  kept.catch(() => undefined);
  return { counted, kept };
}

/** Of these paths what was measured of them, by their last turns. */
export async function readCounted(headIds: string[]): Promise<Map<string, CountedPath>> {
  const found = await readMeasured(headIds, figuresVersion);
  return new Map(
    found.map(({ headId, dialogueId, day, values }) => [
      headId,
      { half: halfOf(dialogueId), day, values: values as PathValues },
    ]),
  );
}

export function headOf({ turnIds }: DialoguePath): string {
  return must(turnIds.at(-1), "the last turn of a path");
}

/** Drawn by the dialogue's id, so that it is always in the same one. */
function halfOf(dialogueId: string): 0 | 1 {
  return seedFrom(dialogueId) % 2 === 0 ? 0 : 1;
}

/** A question and an answer by turns, as every path is that may be trained on. */
function spoken({ turnIds }: DialoguePath, texts: Map<string, string>, countTokens: CountTokens) {
  return turnIds.map((id, i) => {
    const text = must(texts.get(id), "the text of a turn");
    return { speaker: i % 2 === 0 ? ("user" as const) : ("assistant" as const), text, tokens: countTokens(text) };
  });
}
