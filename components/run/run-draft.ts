import type { InputOf } from "@/lib/contract/endpoints";
import type { ListedModel, Model } from "@/lib/domain/model";
import type { RunSpec, Sampling } from "@/lib/domain/run";
import { linesOf, optionalNumber } from "../ui/form/typed-text";

export type RunBody = InputOf<"updateRun">["body"];

/** One side of the dialogue as typed. */
export type SideDraft = { modelId: string; temperature: string; topP: string; maxTokens: string; prompt: string };

/** The form as typed: numbers are text until it is sent; empty text = the default, or no such rule. */
export type RunDraft = {
  name: string;
  seedSetId: string;
  dialogues: string;
  concurrency: string;
  simulator: SideDraft;
  assistant: SideDraft;
  contextTokens: string;
  maxRounds: string;
  /** One a line. */
  endPhrases: string;
  repetition: string;
  budgetUnit: "none" | "tokens" | "money";
  budgetAmount: string;
  randomSeed: string;
};

/**
 * The form of a run, or of a new one with sensible models chosen: endpoints before the studio's own
 * small ones, and none that failed its last connection test.
 */
export function runDraftOf(spec: RunSpec | null, models: ListedModel[] = []): RunDraft {
  return {
    name: spec?.name ?? "",
    seedSetId: spec?.seedSetId ?? "",
    dialogues: `${spec?.dialogues ?? 20}`,
    concurrency: `${spec?.concurrency ?? 8}`,
    simulator: sideOf(
      spec?.simulatorId ?? suited(models, "user"),
      spec?.simulatorSampling ?? {},
      spec?.simulatorPrompt ?? "",
    ),
    assistant: sideOf(
      spec?.assistantId ?? suited(models, "assistant"),
      spec?.assistantSampling ?? {},
      spec?.assistantPrompt ?? "",
    ),
    contextTokens: `${spec?.stopRules.contextTokens ?? 2_048}`,
    maxRounds: `${spec?.stopRules.maxRounds ?? ""}`,
    endPhrases: spec?.stopRules.endPhrases.join("\n") ?? "",
    repetition: spec ? `${spec.stopRules.repetition ?? ""}` : "0.9",
    budgetUnit: spec?.budget?.unit ?? "none",
    budgetAmount: `${spec?.budget?.amount ?? ""}`,
    randomSeed: `${spec?.randomSeed ?? ""}`,
  };
}

/** The draft with these models chosen for its sides; a side that is not named stays as it is. */
export function withModels(draft: RunDraft, chosen: { simulator?: string; assistant?: string }): RunDraft {
  const side = (before: SideDraft, modelId?: string): SideDraft => (modelId ? { ...before, modelId } : before);
  return {
    ...draft,
    simulator: side(draft.simulator, chosen.simulator),
    assistant: side(draft.assistant, chosen.assistant),
  };
}

/** What is sent. */
export function runBodyOf(draft: RunDraft): RunBody {
  const { simulator, assistant, budgetUnit } = draft;
  return {
    name: draft.name,
    simulatorId: simulator.modelId,
    assistantId: assistant.modelId,
    seedSetId: draft.seedSetId || null,
    dialogues: Number(draft.dialogues),
    concurrency: Number(draft.concurrency),
    simulatorSampling: samplingOf(simulator),
    assistantSampling: samplingOf(assistant),
    simulatorPrompt: simulator.prompt.trim(),
    assistantPrompt: assistant.prompt.trim(),
    stopRules: {
      contextTokens: Number(draft.contextTokens),
      maxRounds: optionalNumber(draft.maxRounds) ?? null,
      endPhrases: linesOf(draft.endPhrases),
      repetition: optionalNumber(draft.repetition) ?? null,
    },
    budget: budgetUnit === "none" ? null : { unit: budgetUnit, amount: Number(draft.budgetAmount) },
    randomSeed: optionalNumber(draft.randomSeed),
  };
}

/** A copy of a run: everything but the name and the random seed, so that it does not tell the same dialogues again. */
export function duplicateOf(spec: RunSpec): RunDraft {
  return { ...runDraftOf(spec), name: `${spec.name}, again`, randomSeed: "" };
}

function suited(models: ListedModel[], side: "user" | "assistant"): string {
  const able = models.filter(
    ({ trainedOn, lastTest }) => (trainedOn === null || trainedOn === side) && lastTest !== "failed",
  );
  const served = able.filter(({ kind }) => kind === "openai");
  return (served.find(({ lastTest }) => lastTest === "passed") ?? served[0] ?? able[0])?.id ?? "";
}

function sideOf(modelId: string, { temperature, topP, maxTokens }: Sampling, prompt: string): SideDraft {
  const text = (value: number | undefined) => `${value ?? ""}`;
  return { modelId, temperature: text(temperature), topP: text(topP), maxTokens: text(maxTokens), prompt };
}

function samplingOf({ temperature, topP, maxTokens }: SideDraft): Sampling {
  return { temperature: optionalNumber(temperature), topP: optionalNumber(topP), maxTokens: optionalNumber(maxTokens) };
}

export type Forecast = {
  rounds: number;
  inputTokens: number;
  outputTokens: number;
  cost: number | null;
  seconds: number;
};

/** What the forecast takes for granted, said beside it: typical turns of the published data, a middling endpoint. */
export const assumed = { userTokens: 50, assistantTokens: 200, tokensPerSecond: 40 } as const;

type Prices = Pick<Model, "inputPrice" | "outputPrice">;

/**
 * What a run will take, roughly: dialogues that go on until the context budget or the round cap, each call reading all
 * that was said before. Cost in the catalogue's currency, null when neither model has a price. Null while the numbers
 * are not usable.
 */
export function forecastRun(body: RunBody, simulator?: Prices, assistant?: Prices): Forecast | null {
  const { dialogues, concurrency = 1, stopRules = {} } = body;
  const budget = stopRules.contextTokens ?? 0;
  if (!(dialogues >= 1) || !(concurrency >= 1) || !(budget >= 1)) return null;

  const user = Math.min(assumed.userTokens, body.simulatorSampling?.maxTokens ?? Number.POSITIVE_INFINITY);
  const answer = Math.min(assumed.assistantTokens, body.assistantSampling?.maxTokens ?? Number.POSITIVE_INFINITY);
  const round = user + answer;
  const rounds = Math.max(1, Math.min(stopRules.maxRounds ?? Number.POSITIVE_INFINITY, Math.floor(budget / round)));
  // Before round i there are i rounds to read; the assistant also reads the question.
  const readBefore = (round * rounds * (rounds - 1)) / 2;
  const calls = {
    simulator: { read: dialogues * readBefore, written: dialogues * rounds * user },
    assistant: { read: dialogues * (readBefore + rounds * user), written: dialogues * rounds * answer },
  };
  const outputTokens = calls.simulator.written + calls.assistant.written;
  const priced = [simulator, assistant].some((model) => model && model.inputPrice + model.outputPrice > 0);
  return {
    rounds,
    inputTokens: calls.simulator.read + calls.assistant.read,
    outputTokens,
    cost: priced ? costOf(calls.simulator, simulator) + costOf(calls.assistant, assistant) : null,
    seconds: outputTokens / (assumed.tokensPerSecond * Math.min(concurrency, dialogues)),
  };
}

function costOf({ read, written }: { read: number; written: number }, prices?: Prices): number {
  return (read * (prices?.inputPrice ?? 0) + written * (prices?.outputPrice ?? 0)) / 1_000_000;
}
