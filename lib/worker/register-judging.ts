import { insertBenchmark } from "@/lib/data/judging/benchmarks";
import { insertPromptSet } from "@/lib/data/judging/prompt-sets";
import { ownDialoguePrompts } from "@/lib/eval/judge/own-dialogue-prompts";
import { ownJudgePrompts } from "@/lib/eval/judge/own-prompts";
import { ownBenchmarkName, readOwnBenchmark } from "@/lib/models/benchmark/own-benchmark";

/** Ids are fixed, so that any number of workers may register them. */
const ids = {
  benchmark: "bmk_0000000000stvd10bench",
  prompts: "pst_0000000000stvd10pr0mp",
  dialoguePrompts: "pst_0000000000stvd10d1a10",
};

/** The studio's own benchmark and its own judge prompts enter the database once. */
export async function registerJudging(): Promise<void> {
  const own = { origin: "own", personId: null } as const;
  await insertPromptSet({ ...own, id: ids.prompts, name: "Studio prompts", prompts: ownJudgePrompts });
  const ofDialogues = { name: "Studio prompts for dialogues", prompts: ownDialoguePrompts };
  await insertPromptSet({ ...own, id: ids.dialoguePrompts, ...ofDialogues });
  await insertBenchmark({ ...own, id: ids.benchmark, name: ownBenchmarkName, questions: readOwnBenchmark() });
}
