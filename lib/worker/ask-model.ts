import { log } from "@/lib/base/log";
import type { Spent } from "@/lib/data/judging/response-work";
import { type CountTokens, type FaultRemedy, ModelFault, type ModelRequest } from "@/lib/domain/chat-model";
import type { Turn } from "@/lib/domain/dialogue";
import { costOf } from "@/lib/domain/model";
import { stopRulesSchema } from "@/lib/domain/run";
import { countPromptTokens } from "@/lib/simulation/render-prompt";
import { writeTurn } from "@/lib/simulation/write-turn";
import { usageOfFault } from "./cost-of-fault";
import type { ResolvedModel } from "./model-shelf";

export type Asked =
  | { kind: "answered"; text: string; spent: Spent }
  | { kind: "cut"; spent: Spent }
  | { kind: "failed"; spent: Spent; remedy: FaultRemedy; isBusy: boolean; retryAfterMs?: number; message: string };

type Question = {
  request: Omit<ModelRequest, "maxTokens"> & { maxTokens: number };
  path: Pick<Turn, "speaker" | "text">[];
};

const noRules = stopRulesSchema.parse({});

/**
 * One whole answer of a model, by the very way in which assistants answer in dialogues: reasoning kept apart, broken
 * text mended, nothing taken for whole that is not. Never throws: what went wrong is told in words, with what it cost.
 */
export async function askModel(
  { entry, chat }: ResolvedModel,
  { request, path }: Question,
  { countTokens }: { countTokens: CountTokens },
  signal: AbortSignal,
): Promise<Asked> {
  const promptTokens = countPromptTokens(request.prompt, countTokens);
  const room = entry.contextWindow - promptTokens;
  const nothing: Spent = { promptTokens: 0, completionTokens: 0, cost: 0 };
  if (room < 1)
    return {
      kind: "failed",
      spent: nothing,
      remedy: "park",
      isBusy: false,
      message: `The prompt of ${promptTokens} tokens does not fit the window of ${entry.name} (${entry.contextWindow}).`,
    };
  const step = {
    kind: "generate" as const,
    speaker: "assistant" as const,
    promptTokens,
    room: null,
    request: { ...request, maxTokens: Math.min(request.maxTokens, room) },
  };
  let arrived = "";
  try {
    const written = writeTurn({ model: chat, step, path, stopRules: noRules, countTokens, signal });
    for await (const event of written) {
      if (event.type !== "outcome") {
        arrived += event.text;
        continue;
      }
      const { text, usage } = event.outcome;
      return { kind: "answered", text, spent: { ...usage, cost: costOf(entry, usage) } };
    }
    throw new ModelFault("truncated", "The reply broke off before its end.");
  } catch (error) {
    const counted = { promptTokens, completionTokens: countTokens(arrived) };
    const fault = error instanceof ModelFault ? error : null;
    const usage = fault ? usageOfFault(fault.kind, counted) : counted;
    const spent = { ...usage, cost: costOf(entry, usage) };
    if (signal.aborted) return { kind: "cut", spent };
    if (!fault) log.error({ err: error }, "A call failed by a fault of the studio's own");
    const message = `${entry.name}: ${error instanceof Error ? error.message : String(error)}`;
    const { remedy = "park", isBusy = false, retryAfterMs } = fault ?? {};
    return { kind: "failed", spent, remedy, isBusy, retryAfterMs, message };
  }
}
