import {
  claimJudgments,
  failJudgment,
  type JudgmentClaim,
  type JudgmentNews,
  releaseJudgment,
  renewJudgments,
  saveJudgment,
} from "@/lib/data/judging/judgment-work";
import { findPromptSet } from "@/lib/data/judging/prompt-sets";
import { listResponses } from "@/lib/data/judging/responses";
import { untilReachable } from "@/lib/data/until-reachable";
import { judgeCaseOf } from "@/lib/domain/judging/judge-call";
import { choosePrompt, describeCase } from "@/lib/domain/judging/judge-prompt";
import { materialOf } from "@/lib/eval/judge/judge-material";
import { candidateOf, type JudgeAsked, readGrade, readPairVerdict } from "@/lib/eval/judge/read-verdict";
import { renderJudgePrompt } from "@/lib/eval/judge/render-prompt";
import { renderPrompt } from "@/lib/simulation/render-prompt";
import { askModel } from "./ask-model";
import { type Desk, openDesk } from "./desk";
import type { WorkerContext } from "./worker-context";

const capacity = 8;
const nothing = { promptTokens: 0, completionTokens: 0, cost: 0 };
/** As FastChat asks its judges: no chance, room for reasons. */
const judgeSampling = { temperature: 0, maxTokens: 2_048 };

/** Has models judge what judge runs ask for, one call at a time per pair, order and question. */
export function openJudgeDesk(workerId: string, context: Pick<WorkerContext, "models" | "countTokens">): Desk {
  return openDesk<JudgmentClaim>({
    ...{ what: "ask judges", capacity },
    claim: (room) => claimJudgments(workerId, room),
    keep: (claims) => renewJudgments(workerId, claims),
    work: (claim, signal) => judge(claim, context, signal),
  });
}

async function judge(
  claim: JudgmentClaim,
  { models, countTokens }: Pick<WorkerContext, "models" | "countTokens">,
  signal: AbortSignal,
): Promise<void> {
  try {
    const [resolved, asked] = await Promise.all([models(claim.modelId), prepare(claim)]);
    const path = [{ speaker: "user" as const, text: asked.user }];
    const { rendering } = resolved.entry;
    const prompt = renderPrompt({ rendering, speaker: "assistant", path, system: asked.system, note: null });
    const answer = await askModel(resolved, { request: { prompt, ...judgeSampling }, path }, { countTokens }, signal);
    if (answer.kind === "cut") await untilReachable(() => releaseJudgment(claim, answer.spent));
    else if (answer.kind === "failed") await untilReachable(() => failJudgment(claim, answer));
    else {
      const { system, user, prompt: chosen } = asked;
      const found = readVerdict(claim, answer.text, asked);
      const { text, spent } = answer;
      const news = { promptName: chosen.name, request: { system, user }, text, spent, ...found };
      await untilReachable(() => saveJudgment(claim, news));
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await untilReachable(() => failJudgment(claim, { spent: nothing, remedy: "park", message }));
  }
}

/** The prompt for this call, with what is needed to read its answer. Throws in words where it cannot be asked. */
async function prepare(claim: JudgmentClaim): Promise<JudgeAsked & { system: string; user: string }> {
  const [set, responses] = await Promise.all([findPromptSet(claim.promptSetId), listResponses(claim.itemId)]);
  if (!set) throw new Error("The set of prompts is gone.");
  const wanted = judgeCaseOf(claim);
  const prompt = choosePrompt(set.prompts, wanted);
  if (!prompt) throw new Error(`The set ${set.name} has no prompt for ${describeCase(wanted)}.`);
  const material = materialOf(claim, (candidateId) => responses.get(candidateId)?.rounds);
  return { prompt, material, ...renderJudgePrompt(prompt, material) };
}

function readVerdict(
  { mode, game }: JudgmentClaim,
  text: string,
  asked: JudgeAsked,
): Pick<JudgmentNews, "verdict" | "score" | "error"> {
  if (mode === "single") {
    const grade = readGrade(text, asked);
    return { verdict: null, score: grade.ok ? grade.value : null, error: grade.ok ? null : grade.why };
  }
  const side = readPairVerdict(text, asked);
  const verdict = side.ok ? candidateOf(side.value, game === 2 ? 2 : 1) : null;
  return { verdict, score: null, error: side.ok ? null : side.why };
}
