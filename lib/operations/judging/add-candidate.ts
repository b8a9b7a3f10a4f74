import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import type { AnswerOf } from "@/lib/contract/endpoints";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { listCandidates } from "@/lib/data/judging/candidates";
import { type EvaluationRow, lockEvaluation } from "@/lib/data/judging/evaluations";
import { enqueueAnswers } from "@/lib/data/judging/response-work";
import { findModel } from "@/lib/data/models";
import { type Queryable, transaction } from "@/lib/data/sql";
import type { CandidateInput } from "@/lib/domain/judging/candidate";
import type { Viewer } from "@/lib/domain/viewer";
import { estimate, owedOn } from "./candidate-progress";
import { checkNewcomer } from "./check-evaluation";
import type { ShownDialogue } from "./fit-dialogues";
import { dialoguesOf } from "./gather-dialogues";
import { insertNewcomer } from "./insert-newcomer";
import { planNewcomer } from "./plan-newcomer";
import { openResults, readEvaluation } from "./read-evaluation";

const mostCandidates = 30;

type Checked = { evaluation: EvaluationRow; dialogues: ShownDialogue[] | null };

/** What one more candidate will take: answers, comparisons, votes and cost. Nothing is changed or called. */
export async function previewCandidate(
  viewer: Viewer,
  evaluationId: string,
  candidate: CandidateInput,
): Promise<AnswerOf<"previewCandidate">> {
  const { evaluation, dialogues } = await readNewcomer(viewer, evaluationId, candidate);
  const { source } = candidate;
  const plan = await planNewcomer(undefined, { evaluation, candidate, id: newId("candidate"), dialogues });
  const model = source.kind === "model" ? await findModel(source.modelId) : null;
  const cost = model && estimate(model, { source }, owedOn(plan.owed));
  return {
    ready: plan.responses.length,
    missing: plan.owed.length,
    comparisons: plan.drawn.length,
    votes: plan.drawn.reduce((sum, { needed }) => sum + needed, 0),
    estimate: cost,
    notes: plan.notes,
  };
}

/**
 * One more candidate, also while people vote: what it owes is written, and it is compared with the others by the same
 * rules, behind what was drawn before. Votes that are there stay as they are.
 */
export async function addCandidate(
  viewer: Viewer,
  evaluationId: string,
  candidate: CandidateInput,
): Promise<EvaluationDetail> {
  const { dialogues } = await readNewcomer(viewer, evaluationId, candidate);
  await transaction(async (tx) => {
    const evaluation = await lockEvaluation(tx, evaluationId);
    if (!evaluation) throw new AppError("not_found", "There is no such evaluation.");
    await checkRoom(evaluation, candidate, tx);
    await insertNewcomer(tx, evaluation, candidate, dialogues);
    if (evaluation.status === "open") await enqueueAnswers(tx, evaluationId, viewer.id);
  });
  return readEvaluation(viewer, evaluationId);
}

async function readNewcomer(viewer: Viewer, evaluationId: string, candidate: CandidateInput): Promise<Checked> {
  const evaluation = await openResults(viewer, evaluationId);
  await checkRoom(evaluation, candidate);
  return { evaluation, dialogues: await dialoguesOf(evaluation.spec.kind, candidate) };
}

async function checkRoom(
  { id, spec, status }: EvaluationRow,
  candidate: CandidateInput,
  on?: Queryable,
): Promise<void> {
  if (status === "closed")
    throw new AppError("conflict", "This evaluation is closed. Open it again to add a candidate; nothing was changed.");
  const others = await listCandidates(id, on);
  if (others.length >= mostCandidates)
    throw new AppError("invalid", `An evaluation has at most ${mostCandidates} candidates. Nothing was changed.`);
  await checkNewcomer(spec, others, candidate);
}
