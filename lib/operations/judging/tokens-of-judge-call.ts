import { sampleJudgeCalls } from "@/lib/data/judging/judge-calls";
import { listResponses } from "@/lib/data/judging/responses";
import { judgeCaseOf } from "@/lib/domain/judging/judge-call";
import { choosePrompt, type JudgeMode } from "@/lib/domain/judging/judge-prompt";
import type { PromptSet } from "@/lib/domain/judging/prompt-set";
import { materialOf } from "@/lib/eval/judge/judge-material";
import { renderJudgePrompt } from "@/lib/eval/judge/render-prompt";
import { loadTokenCounter } from "@/lib/models/tokens";

/** So many calls are written out and counted; the others are taken to be like them. */
const mostCounted = 100;

/**
 * Tokens that a call of a judge takes on average, its prompt and the texts; one that the set has no prompt for is never
 * made and counts as none. 0 when nothing is ready.
 */
export async function tokensOfJudgeCall(evaluationId: string, mode: JudgeMode, set: PromptSet): Promise<number> {
  const [countTokens, calls] = await Promise.all([
    loadTokenCounter(),
    sampleJudgeCalls(evaluationId, mode, mostCounted),
  ]);
  const counts = await Promise.all(
    calls.map(async (call) => {
      const prompt = choosePrompt(set.prompts, judgeCaseOf(call));
      if (!prompt) return 0;
      const responses = await listResponses(call.itemId);
      const { system, user } = renderJudgePrompt(
        prompt,
        materialOf(call, (candidateId) => responses.get(candidateId)?.rounds),
      );
      return countTokens(system) + countTokens(user);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
}
