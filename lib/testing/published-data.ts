import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Where published data lie: MT-Bench, Vicuna-Bench and dialogue trees of OpenAssistant, in `shared/data` above this folder.
 * They are not ours to ship, so tests against them are skipped where they are absent; null then.
 */
export const publishedData: string | null =
  [1, 2, 3]
    .map((up) => join(process.cwd(), ...Array.from({ length: up }, () => ".."), "shared", "data"))
    .find((folder) => existsSync(join(folder, "mt_bench", "question.jsonl"))) ?? null;

export function readPublished(file: string): string {
  if (publishedData === null) throw new Error("The published data are not at hand.");
  return readFileSync(join(publishedData, file), "utf8");
}
