import { AppError } from "@/lib/base/app-error";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { cancelJobsAbout } from "@/lib/data/jobs/jobs";
import { listCandidates } from "@/lib/data/judging/candidates";
import { deleteDraft, findEvaluation, lockEvaluation, updateEvaluationRow } from "@/lib/data/judging/evaluations";
import { enqueueAnswers } from "@/lib/data/judging/response-work";
import { retryFailedResponses } from "@/lib/data/judging/responses";
import { transaction } from "@/lib/data/sql";
import type { EvaluationSpec, EvaluationStatus } from "@/lib/domain/judging/evaluation";
import type { Viewer } from "@/lib/domain/viewer";
import { checkEvaluation } from "./check-evaluation";
import { readEvaluation } from "./read-evaluation";

type Input = { name: string; status: EvaluationStatus; spec: EvaluationSpec };

/** Another value would make votes before and after incomparable. */
const fixedAtLaunch = ["kind", "baseline", "overlap", "criteria", "byRound"] as const;

/** Changes how votes are taken from now on, or whether they are. What was drawn at the launch stays. */
export async function updateEvaluation(viewer: Viewer, id: string, input: Input): Promise<EvaluationDetail> {
  const candidates = await listCandidates(id);
  await checkEvaluation(input.spec, candidates, null);
  await transaction(async (tx) => {
    const before = await lockEvaluation(tx, id);
    if (!before) throw new AppError("not_found", "There is no such evaluation.");
    const isDraft = before.status === "draft";
    if (isDraft !== (input.status === "draft"))
      throw new AppError(
        "conflict",
        isDraft ? "Launch the draft instead." : "What was launched is no draft any more. Pause or close it.",
      );
    const changed = fixedAtLaunch.filter((key) => JSON.stringify(before.spec[key]) !== JSON.stringify(input.spec[key]));
    if (!isDraft && changed.length > 0)
      throw new AppError("conflict", `After the launch ${changed.join(", ")} cannot change: votes would not compare.`, {
        fields: Object.fromEntries(changed.map((key) => [`spec.${key}`, "Fixed since the launch"])),
      });
    await updateEvaluationRow(tx, id, input);
    if (input.status === "open") await enqueueAnswers(tx, id, viewer.id);
    else await cancelJobsAbout(tx, id, "answers");
  });
  return readEvaluation(viewer, id);
}

/** Deletes a draft. What was launched holds votes or paid answers, and is closed instead. */
export async function deleteEvaluation(id: string): Promise<void> {
  if (await deleteDraft(id)) return;
  if (await findEvaluation(id))
    throw new AppError("conflict", "This evaluation was launched and is kept. Close it instead; nothing was deleted.");
  throw new AppError("not_found", "There is no such evaluation.");
}

/** Asks again for all answers that failed. */
export async function retryResponses(viewer: Viewer, id: string): Promise<EvaluationDetail> {
  await transaction(async (tx) => {
    await retryFailedResponses(tx, id);
    await enqueueAnswers(tx, id, viewer.id);
  });
  return readEvaluation(viewer, id);
}
