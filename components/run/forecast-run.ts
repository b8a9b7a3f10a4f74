import type { Model } from "@/lib/domain/model";
import type { RunBody } from "./run-draft";

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
