import { setImmediate, setTimeout } from "node:timers/promises";
import { seededRandom } from "@/lib/base/random";
import { type ChatModel, type CountTokens, ModelFault, type Prompt } from "@/lib/domain/chat-model";
import type { LossSide } from "@/lib/domain/loss-side";
import { defaultTemperature } from "@/lib/domain/run";
import { loadTokenCounter } from "../tokens";
import { chooseReply } from "./choose-reply";
import { readCorpus } from "./corpus";
import { readPrompt } from "./read-prompt";
import { type EmbeddedWeights, train } from "./train";

const trained = new Map<LossSide, EmbeddedWeights>();

/**
 * The studio's own small model: it has learned one side of the corpus and answers with the learned turn that best fits
 * the dialogue. Real enough to run, watch, curate and export with, offline and without a key. `tokensPerSecond` paces
 * the stream; 0 = as fast as it can, yet never holding up the event loop.
 */
export function embeddedModel(side: LossSide, tokensPerSecond: number): ChatModel {
  return {
    async *stream({ prompt, temperature = defaultTemperature, maxTokens, seed, avoid = [], stop = [] }, signal) {
      const countTokens = await loadTokenCounter();
      const random = seed === undefined ? Math.random : seededRandom(seed);
      const reply = chooseReply(weightsOf(side), { turns: readPrompt(prompt, side), avoid }, temperature, random);
      const stops = prompt.kind === "completion" ? [...prompt.stop, ...stop] : stop;
      const began = performance.now();
      let completionTokens = 0;
      let isCut = false;
      for (const piece of piecesOf(beforeStop(reply, stops))) {
        const tokens = countTokens(piece);
        isCut = completionTokens + tokens > maxTokens;
        if (isCut) break;
        completionTokens += tokens;
        const due = tokensPerSecond === 0 ? 0 : began + (completionTokens / tokensPerSecond) * 1_000;
        await pause(due - performance.now(), signal);
        yield { type: "text", text: piece };
      }
      if (signal.aborted) throw cancelled();
      const usage = { promptTokens: promptTokens(prompt, countTokens), completionTokens };
      yield { type: "done", finishReason: isCut ? "length" : "stop", usage };
    },
  };
}

function weightsOf(side: LossSide): EmbeddedWeights {
  const weights = trained.get(side) ?? train(readCorpus(), side);
  trained.set(side, weights);
  return weights;
}

/** Words with the space before them: near to tokens, and never half a character. */
function piecesOf(text: string): string[] {
  return text.match(/ ?\S{1,12}|\s/gu) ?? [];
}

function beforeStop(text: string, stops: string[]): string {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  return text.slice(0, Math.min(text.length, ...ends));
}

/** As the simulation counts prompts, so that what was reserved is what is used. */
function promptTokens(prompt: Prompt, countTokens: CountTokens): number {
  if (prompt.kind === "completion") return countTokens(prompt.text);
  return prompt.messages.reduce((sum, { content }) => sum + countTokens(content) + 4, 3);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await (ms > 0 ? setTimeout(ms, undefined, { signal }) : setImmediate(undefined, { signal }));
  } catch {
    throw cancelled();
  }
}

function cancelled(): ModelFault {
  return new ModelFault("cancelled", "The call was cancelled.");
}
