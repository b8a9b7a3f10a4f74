import { env } from "@/lib/base/env";
import { insertBenchmark } from "@/lib/data/judging/benchmarks";
import { insertPromptSet } from "@/lib/data/judging/prompt-sets";
import { insertModelIfAbsent } from "@/lib/data/models";
import { originOf } from "@/lib/domain/model";
import { ownDialoguePrompts } from "@/lib/eval/judge/own-dialogue-prompts";
import { ownJudgePrompts } from "@/lib/eval/judge/own-prompts";
import { ownBenchmarkName, readOwnBenchmark } from "@/lib/models/benchmark/own-benchmark";
import { sealKey } from "@/lib/models/sealed-key";

/** Ids are fixed, so that any number of workers may register them, and an entry a person changed stays as it is. */
const ids = {
  benchmark: "bmk_0000000000stvd10bench",
  prompts: "pst_0000000000stvd10pr0mp",
  dialoguePrompts: "pst_0000000000stvd10d1a10",
  user: "mdl_000000000embeddedvser",
  assistant: "mdl_000000000embeddedasst",
  openai: "mdl_000000000fr0mtheenv0",
};

/** The studio's own benchmark and its own judge prompts enter the database once. */
export async function registerJudging(): Promise<void> {
  const own = { origin: "own", personId: null } as const;
  await insertPromptSet({ ...own, id: ids.prompts, name: "Studio prompts", prompts: ownJudgePrompts });
  const ofDialogues = { name: "Studio prompts for dialogues", prompts: ownDialoguePrompts };
  await insertPromptSet({ ...own, id: ids.dialoguePrompts, ...ofDialogues });
  await insertBenchmark({ ...own, id: ids.benchmark, name: ownBenchmarkName, questions: readOwnBenchmark() });
}

/** The studio's own two small models, and the endpoint that OPENAI_* names, enter the catalogue once. */
export async function registerModels(): Promise<void> {
  const embedded = { kind: "embedded", baseUrl: "http://embedded.invalid/v1", rendering: "chat", contextWindow: 8_192 };
  await insertModelIfAbsent({
    ...embedded,
    id: ids.user,
    name: "Embedded user",
    upstreamModel: "embedded-user",
    trainedOn: "user",
  });
  await insertModelIfAbsent({
    ...embedded,
    id: ids.assistant,
    name: "Embedded assistant",
    upstreamModel: "embedded-assistant",
    trainedOn: "assistant",
  });

  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl = "https://api.openai.com/v1", OPENAI_MODEL: model } = env();
  if (!model) return;
  const binding = { modelId: ids.openai, origin: originOf(baseUrl) };
  const sealedKey = key ? sealKey(key, binding, env().REALCHAT_SECRET) : null;
  const endpoint = { kind: "openai", rendering: "chat", contextWindow: 128_000 };
  await insertModelIfAbsent({ ...endpoint, id: ids.openai, name: model, baseUrl, upstreamModel: model, sealedKey });
}
