import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Where the files of MT-Bench and Vicuna-Bench lie: `shared/data/{mt_bench,vicuna_bench}` in a folder above this one.
 * They are not ours to ship, so tests against them are skipped where they are absent; null then.
 */
export const publishedBenchmarks: string | null =
  [1, 2, 3]
    .map((up) => join(process.cwd(), ...Array.from({ length: up }, () => ".."), "shared", "data"))
    .find((folder) => existsSync(join(folder, "mt_bench", "question.jsonl"))) ?? null;

export function readPublished(file: string): string {
  if (publishedBenchmarks === null) throw new Error("The published benchmarks are not at hand.");
  return readFileSync(join(publishedBenchmarks, file), "utf8");
}
