import { AppError } from "@/lib/base/app-error";
import type { AnswerOf } from "@/lib/contract/endpoints";
import { listCandidates } from "@/lib/data/judging/candidates";
import { findEvaluation } from "@/lib/data/judging/evaluations";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { countJudgeCalls } from "@/lib/data/judging/judge-calls";
import { findPromptSet } from "@/lib/data/judging/prompt-sets";
import { findModel } from "@/lib/data/models";
import { isReferenceGuided } from "@/lib/domain/judging/benchmark";
import { choosePrompt, describeCase, type JudgeMode } from "@/lib/domain/judging/judge-prompt";
import type { PromptSet } from "@/lib/domain/judging/prompt-set";
import { costOf, type Model } from "@/lib/domain/model";
import type { Viewer } from "@/lib/domain/viewer";
import { openResults } from "./read-evaluation";
import { tokensOfJudgeCall } from "./tokens-of-judge-call";

export type JudgeOrder = { modelId: string; promptSetId: string; mode: JudgeMode };

/** Tokens of a usual verdict with its reasons, for want of anything better before the first one. */
const usualVerdict = 300;

/** How many calls a judge would take, about what they cost, and what stands against it. Nothing is called. */
export async function previewJudgeRun(
  viewer: Viewer,
  evaluationId: string,
  order: JudgeOrder,
): Promise<AnswerOf<"previewJudgeRun">> {
  const { model, set } = await checkJudgeOrder(viewer, evaluationId, order);
  const [{ calls, notReady }, each] = await Promise.all([
    countJudgeCalls(evaluationId, order.mode),
    tokensOfJudgeCall(evaluationId, order.mode, set),
  ]);
  const inputTokens = Math.round(calls * each);
  const outputTokens = calls * usualVerdict;
  const cost = costOf(model, { promptTokens: inputTokens, completionTokens: outputTokens });
  return {
    calls,
    inputTokens,
    outputTokens,
    cost,
    notReady,
    warnings: await warningsOf(evaluationId, order, model, set),
  };
}

/** The model and the prompts, for somebody who may ask; throws where they are gone or the evaluation is of another kind. */
export async function checkJudgeOrder(
  viewer: Viewer,
  evaluationId: string,
  { modelId, promptSetId }: JudgeOrder,
): Promise<{ model: Model; set: PromptSet }> {
  const { spec, status } = await openResults(viewer, evaluationId);
  if (spec.kind === "turing")
    throw new AppError("invalid", "Who is real is judged by people here. Judges read answers, or compare dialogues.");
  if (status === "draft") throw new AppError("conflict", "Launch the evaluation first: there is nothing to judge yet.");
  const [model, set] = await Promise.all([findModel(modelId), findPromptSet(promptSetId)]);
  if (!model || model.archived)
    throw new AppError("invalid", "This model is not in the catalogue any more.", {
      fields: { modelId: "Choose another" },
    });
  if (!set)
    throw new AppError("invalid", "There is no such set of prompts.", { fields: { promptSetId: "Choose another" } });
  return { model, set };
}

async function warningsOf(evaluationId: string, { mode }: JudgeOrder, model: Model, set: PromptSet): Promise<string[]> {
  const [candidates, items, evaluation] = await Promise.all([
    listCandidates(evaluationId),
    listEvaluationItems(evaluationId),
    findEvaluation(evaluationId),
  ]);
  const isCandidate = candidates.some(({ source }) => source.kind === "model" && source.modelId === model.id);
  const ofDialogues = evaluation?.spec.kind === "dialogues";
  const cases = items.flatMap((item) =>
    ofDialogues
      ? [{ mode, turns: 0, hasReference: false }]
      : item.turns.slice(0, 2).map((_, i) => ({ mode, turns: i + 1, hasReference: isReferenceGuided(item, i + 1) })),
  );
  const lacking = new Set(cases.filter((one) => !choosePrompt(set.prompts, one)).map(describeCase));
  return [
    ...(isCandidate ? [`${model.name} would judge its own answers; judges favour themselves.`] : []),
    ...(model.kind === "embedded"
      ? ["The embedded model retrieves turns and cannot judge; its words will not be readable."]
      : []),
    ...[...lacking].map((words) => `${set.name} has no prompt for ${words}; those calls will fail.`),
  ];
}
