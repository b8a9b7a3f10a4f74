import { AppError, type FieldErrors } from "@/lib/base/app-error";
import { findModels } from "@/lib/data/models";
import { findSeedSet } from "@/lib/data/seed-sets";
import { otherSpeaker, type Speaker } from "@/lib/domain/dialogue";
import type { Model } from "@/lib/domain/model";
import { defaultMaxTokens, type RunSpec } from "@/lib/domain/run";
import { loadTokenCounter } from "@/lib/models/tokens";

/** Refuses a set-up that could not run, with every reason at its field. `kept` ends the sentence: what became of it. */
export async function checkRun(spec: RunSpec, kept: string): Promise<void> {
  const models = await findModels([spec.simulatorId, spec.assistantId]);
  const [simulator, assistant] = [models.get(spec.simulatorId), models.get(spec.assistantId)];
  const fields: FieldErrors = {
    ...checkModel("user", simulator),
    ...checkModel("assistant", assistant),
    ...(simulator && (await checkWindow("user", simulator, spec))),
    ...(assistant && (await checkWindow("assistant", assistant, spec))),
  };
  if (spec.seedSetId !== null && !(await findSeedSet(spec.seedSetId)))
    fields.seedSetId = "This seed set does not exist";
  const free = [simulator, assistant].every((model) => model && model.inputPrice + model.outputPrice === 0);
  if (spec.budget?.unit === "money" && free)
    fields["budget.unit"] =
      "Neither model has a price, so this budget would never be reached. Give prices, or count tokens";
  const reasons = Object.values(fields);
  if (reasons.length > 0) throw new AppError("invalid", `${reasons.join(". ")}. ${kept}`, { fields });
}

const names = {
  user: { field: "simulatorId", title: "user simulator", sampling: "simulatorSampling", prompt: "simulatorPrompt" },
  assistant: { field: "assistantId", title: "assistant", sampling: "assistantSampling", prompt: "assistantPrompt" },
} as const;

function checkModel(speaker: Speaker, model: Model | undefined): FieldErrors {
  const { field, title } = names[speaker];
  if (!model) return { [field]: `The model chosen as ${title} does not exist` };
  if (model.archived) return { [field]: `${model.name} was archived; choose another ${title}` };
  if (model.trainedOn === otherSpeaker(speaker))
    return { [field]: `${model.name} was trained on the other side and cannot be the ${title}` };
  return {};
}

/** The dialogue may grow to its token limit; prompt, dialogue and one reply must fit the model's window together. */
async function checkWindow(speaker: Speaker, model: Model, spec: RunSpec): Promise<FieldErrors> {
  const { title, sampling, prompt } = names[speaker];
  const reply = spec[sampling].maxTokens ?? model.sampling.maxTokens ?? defaultMaxTokens;
  const instructions = spec[prompt] === "" ? 0 : (await loadTokenCounter())(spec[prompt]);
  if (instructions + reply >= model.contextWindow)
    return {
      [prompt]: `The prompt (${instructions} tokens) and one turn (${reply}) leave no room in the ${model.contextWindow} tokens of ${model.name}`,
    };
  // The limit of a dialogue includes the simulator's instructions and its newest turn.
  const needed = spec.stopRules.contextTokens + (speaker === "user" ? 0 : instructions + reply);
  if (needed <= model.contextWindow) return {};
  return {
    "stopRules.contextTokens": `A dialogue at its limit would need ${needed} tokens of the ${title} ${model.name}, which takes ${model.contextWindow}`,
  };
}
