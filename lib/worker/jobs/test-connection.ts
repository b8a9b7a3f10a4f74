import { noteSpending } from "@/lib/data/budgets";
import { type ChatModel, ModelFault, type ModelRequest } from "@/lib/domain/chat-model";
import type { Speaker } from "@/lib/domain/dialogue";
import { costOf, type Model, originOf } from "@/lib/domain/model";
import { defaultMaxTokens, defaultTemperature } from "@/lib/domain/run";
import { type FoundDialect, findDialect } from "@/lib/models/dialects";
import { renderPrompt } from "@/lib/simulation/render-prompt";
import type { ResolvedModel } from "../model-shelf";
import type { JobHandler } from "./job-handler";

/** A connection test that takes longer has failed. */
const limitSeconds = 60;

const question = { speaker: "user" as const, text: "Say hello in one short sentence." };
const answer = { speaker: "assistant" as const, text: "Hello, I am glad to meet you." };

/** The turns after which each side would speak. */
const pathBefore = { assistant: [question], user: [question, answer] };

/**
 * Asks a model for one short reply of either side, with the very calls that dialogues make: system text, sampling, seed,
 * streamed. What arrives is shown as it comes. Where the endpoint refuses how it is asked, the settings are looked for
 * with which it answers, and proposed.
 */
export const testConnection: JobHandler<"connection_test"> = async ({ payload }, { context, signal, report }) => {
  const began = performance.now();
  const elapsed = () => Math.round(performance.now() - began);
  let text = "";
  let firstTokenMs: number | null = null;
  const shown = (totalMs: number | null) => ({ text, firstTokenMs, totalMs });
  const tell = (done: 0 | 1, totalMs: number | null) => report({ done, total: 1 }, shown(totalMs));
  const late = AbortSignal.timeout(limitSeconds * 1_000);

  async function hear(entry: Model, chat: ChatModel, speaker: Speaker): Promise<void> {
    for await (const event of chat.stream(requestFor(entry, speaker), AbortSignal.any([signal, late]))) {
      if (event.type === "done" && event.usage) {
        const { promptTokens, completionTokens } = event.usage;
        await noteSpending(costOf(entry, event.usage), promptTokens + completionTokens);
      }
      if (event.type === "done" || speaker === "user") continue;
      firstTokenMs ??= elapsed();
      if (event.type === "text") text += event.text;
      await tell(0, null);
    }
  }

  async function ask(entry: Model, chat: ChatModel): Promise<ModelFault | null> {
    text = "";
    firstTokenMs = null;
    try {
      for (const speaker of sidesOf(entry)) await hear(entry, chat, speaker);
      return null;
    } catch (error) {
      if (error instanceof ModelFault && error.kind !== "cancelled") return error;
      throw error;
    }
  }

  try {
    const resolved = await context.models(payload.modelId);
    const { entry } = resolved;
    const { dialect, fault } = await wayToAsk(resolved, (chat) => ask(entry, chat));
    if (fault) throw fault;
    const totalMs = elapsed();
    await tell(1, totalMs);
    return { kind: "done", result: { ...shown(totalMs), proposal: dialect === entry.dialect ? undefined : dialect } };
  } catch (error) {
    await tell(0, elapsed());
    const isLate = error instanceof ModelFault && error.kind === "cancelled" && late.aborted;
    // In words alone: a connection that the endpoint refuses is not one that the database refuses.
    throw new Error(isLate ? `No whole answer within ${limitSeconds} s.` : wordsOf(error));
  }
};

async function wayToAsk(
  { entry, chat, asking }: ResolvedModel,
  ask: (chat: ChatModel) => Promise<ModelFault | null>,
): Promise<FoundDialect> {
  const { dialect: stored, baseUrl, hasKey } = entry;
  if (!asking) return { dialect: stored, fault: await ask(chat) };
  return findDialect(stored, { origin: originOf(baseUrl), hasKey }, (tried) => ask(asking(tried)));
}

/** The studio's own models are trained for one side; endpoints may play either. */
function sidesOf({ trainedOn }: Model): Speaker[] {
  return trainedOn ? [trainedOn] : ["assistant", "user"];
}

function requestFor({ rendering, sampling }: Model, speaker: Speaker): ModelRequest {
  const path = pathBefore[speaker];
  const prompt = renderPrompt({ rendering, speaker, path, system: "", note: null });
  const { temperature = defaultTemperature, topP, maxTokens = defaultMaxTokens } = sampling;
  return { prompt, temperature, topP, maxTokens, seed: 1, mayBeEmpty: speaker === "user" };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
