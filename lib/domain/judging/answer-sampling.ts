import type { Sampling } from "../run";

/** MT-Bench's temperatures; what is in no list gets 0.7. Source: docs/method.md#answers-to-a-benchmark. */
const temperatures: Record<string, number> = {
  writing: 0.7,
  roleplay: 0.7,
  stem: 0.1,
  humanities: 0.1,
  extraction: 0,
  math: 0,
  coding: 0,
  reasoning: 0,
};

const otherTemperature = 0.7;
const defaultMaxTokens = 1_024;

/** The temperature at which a question of this category is answered, unless the candidate has its own. */
export function temperatureOf(category: string): number {
  return temperatures[category.toLowerCase()] ?? otherTemperature;
}

/** Tokens that one answer may take: the candidate's own limit, the model's, or MT-Bench's 1,024. */
export function maxAnswerTokens(own: Sampling, ofModel: Sampling): number {
  return own.maxTokens ?? ofModel.maxTokens ?? defaultMaxTokens;
}

/** How an answer is sampled: what the candidate is set to, else what its category asks. */
export function answerSampling(category: string, own: Sampling, ofModel: Sampling): Sampling & { maxTokens: number } {
  return {
    temperature: own.temperature ?? temperatureOf(category),
    topP: own.topP ?? ofModel.topP,
    maxTokens: maxAnswerTokens(own, ofModel),
  };
}
