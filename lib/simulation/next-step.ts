import { seedFrom } from "@/lib/base/random";
import type { CountTokens, ModelRequest } from "@/lib/domain/chat-model";
import type { Speaker, Turn } from "@/lib/domain/dialogue";
import { otherSpeaker } from "@/lib/domain/dialogue";
import type { Model } from "@/lib/domain/model";
import type { RunSpec, Sampling } from "@/lib/domain/run";
import { defaultMaxTokens, defaultTemperature } from "@/lib/domain/run";
import { countRounds, lastAnswered } from "@/lib/domain/turn-tree";
import { countPromptTokens, renderPrompt } from "./render-prompt";
import type { Ending } from "./stop-rules";
import { contextEnding, endingByRounds } from "./stop-rules";

/** What a model must tell about itself for a turn to be asked of it. */
export type SpeakingModel = Pick<Model, "rendering" | "contextWindow" | "sampling">;

export type StepInput = {
  /** The active path, root first; seed turns are on it already. */
  path: Pick<Turn, "id" | "parentId" | "speaker" | "text">[];
  spec: Pick<
    RunSpec,
    "simulatorSampling" | "assistantSampling" | "simulatorPrompt" | "assistantPrompt" | "stopRules" | "randomSeed"
  >;
  simulator: SpeakingModel;
  assistant: SpeakingModel;
  note: string | null;
  /** Of the dialogue within its run, 1-based. */
  number: number;
  /** What already follows the head: each rewrite of a turn draws a seed of its own, and should say something else. */
  siblings: string[];
  countTokens: CountTokens;
};

export type GenerateStep = {
  kind: "generate";
  speaker: Speaker;
  request: ModelRequest;
  /** As counted here, before the endpoint says. */
  promptTokens: number;
  /** Tokens a user turn may take before it passes the context; null for the assistant, whose last answer may. */
  room: number | null;
};

/** `headId` is where the ended dialogue rests: its last answer, or null when there is none. */
export type EndStep = Ending & { kind: "end"; headId: string | null };

/**
 * What comes next for a dialogue: a turn of whoever did not speak last (the user opens), or its end. Ends when the
 * round cap is reached, or when a prompt already fills the context that its reader may use: for the simulator the
 * smaller of `stopRules.contextTokens` and its window, for the assistant its window.
 */
export function nextStep(input: StepInput): GenerateStep | EndStep {
  const { path, spec } = input;
  const last = path.at(-1);
  const speaker = last ? otherSpeaker(last.speaker) : "user";
  const headId = lastAnswered(path);
  const capped = speaker === "user" ? endingByRounds(countRounds(path), spec.stopRules) : null;
  if (capped) return { kind: "end", ...capped, headId };

  const { prompt, promptTokens, model, limit } = renderFor(speaker, input);
  const room = limit - promptTokens;
  if (room < 1) {
    const detail = `The transcript no longer fits the assistant's window of ${limit.toLocaleString("en")} tokens.`;
    const ending: Ending = speaker === "user" ? contextEnding(limit) : { reason: "context_budget", detail };
    return { kind: "end", ...ending, headId };
  }

  const { maxTokens = defaultMaxTokens, temperature, topP } = samplingOf(speaker, input);
  // One token more than fits lets a turn show that it would pass the context, as in the paper, unless the window is full.
  const most = Math.min(speaker === "user" ? room + 1 : room, model.contextWindow - promptTokens);
  const mayBeEmpty = speaker === "user";
  const request: ModelRequest = { prompt, temperature, topP, maxTokens: Math.min(maxTokens, most), mayBeEmpty };
  if (spec.randomSeed !== undefined)
    request.seed = seedFrom(`${spec.randomSeed}/${input.number}/${path.length}/${input.siblings.length}`);
  if (input.siblings.length > 0) request.avoid = input.siblings;
  return { kind: "generate", speaker, request, promptTokens, room: speaker === "user" ? room : null };
}

/** Tokens of the simulator's whole prompt at the end of `path`: what `stopRules.contextTokens` is measured against. */
export function countContextTokens(input: Pick<StepInput, "path" | "spec" | "simulator" | "countTokens">): number {
  const { path, spec, simulator, countTokens } = input;
  const system = spec.simulatorPrompt;
  return countPromptTokens(
    renderPrompt({ rendering: simulator.rendering, speaker: "user", path, system, note: null }),
    countTokens,
  );
}

/** Tokens of context a dialogue may use: the run's limit, or less when the simulator's window is smaller. */
export function contextLimitOf(spec: Pick<RunSpec, "stopRules">, simulator: SpeakingModel): number {
  return Math.min(spec.stopRules.contextTokens, simulator.contextWindow);
}

function renderFor(speaker: Speaker, input: Omit<StepInput, "number" | "siblings">) {
  const { path, spec, note, countTokens } = input;
  const isUser = speaker === "user";
  const model = isUser ? input.simulator : input.assistant;
  const system = isUser ? spec.simulatorPrompt : spec.assistantPrompt;
  const prompt = renderPrompt({ rendering: model.rendering, speaker, path, system, note });
  const limit = isUser ? contextLimitOf(spec, model) : model.contextWindow;
  return { prompt, promptTokens: countPromptTokens(prompt, countTokens), model, limit };
}

/** The run's fields over the model's; the temperature falls back to the paper's. */
function samplingOf(speaker: Speaker, { spec, simulator, assistant }: StepInput): Sampling {
  const [model, own] = speaker === "user" ? [simulator, spec.simulatorSampling] : [assistant, spec.assistantSampling];
  return { temperature: defaultTemperature, ...defined(model.sampling), ...defined(own) };
}

function defined(sampling: Sampling): Sampling {
  return Object.fromEntries(Object.entries(sampling).filter(([, value]) => value !== undefined));
}
