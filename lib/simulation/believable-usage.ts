import type { Usage } from "@/lib/domain/chat-model";

/** Tokenizers differ, and a template adds some; twenty times as many tokens as were counted here no tokenizer makes. */
const mostTimes = 20;
const fewMore = 2_000;

/**
 * What an endpoint reports, as far as it can be: the same object where it may be so, else with what passes reason cut
 * to the most that could be. Thoughts that are paid for and never shown stay within the limit that was asked for.
 */
export function believable(reported: Usage, counted: Usage, maxTokens: number): Usage {
  const prompt = counted.promptTokens * mostTimes + fewMore;
  const completion = Math.max(counted.completionTokens, maxTokens) * mostTimes + fewMore;
  if (reported.promptTokens <= prompt && reported.completionTokens <= completion) return reported;
  return {
    promptTokens: Math.min(reported.promptTokens, prompt),
    completionTokens: Math.min(reported.completionTokens, completion),
  };
}
