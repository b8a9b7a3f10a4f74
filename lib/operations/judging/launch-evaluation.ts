import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { listCandidates, noteOrigins } from "@/lib/data/judging/candidates";
import { insertComparisons } from "@/lib/data/judging/comparisons";
import { lockEvaluation, updateEvaluationRow } from "@/lib/data/judging/evaluations";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { enqueueAnswers } from "@/lib/data/judging/response-work";
import { listShowing, markReady } from "@/lib/data/judging/responses";
import { transaction } from "@/lib/data/sql";
import type { Candidate } from "@/lib/domain/judging/candidate";
import { drawComparisons } from "@/lib/domain/judging/draw-comparisons";
import type { Viewer } from "@/lib/domain/viewer";
import { readEvaluation } from "./read-evaluation";

const mostComparisons = 200_000;

/** Draws what is compared, in what order, and opens the evaluation: workers write what is missing, raters vote. */
export async function launchEvaluation(viewer: Viewer, id: string): Promise<EvaluationDetail> {
  await transaction(async (tx) => {
    const evaluation = await lockEvaluation(tx, id);
    if (!evaluation) throw new AppError("not_found", "There is no such evaluation.");
    // Launched twice is launched once.
    if (evaluation.status !== "draft") return;
    const { name, spec, seed } = evaluation;
    const [items, candidates, showing] = [
      await listEvaluationItems(id, tx),
      await listCandidates(id, tx),
      await listShowing(id, tx),
    ];
    if (spec.kind !== "answers") assertAllShow(candidates, showing);
    const drawn = drawComparisons({ items, candidates, showing }, spec, seed);
    if (drawn.length === 0)
      throw new AppError("invalid", "There is nothing to compare yet. Import the dialogues or answers first.");
    if (drawn.length > mostComparisons)
      throw new AppError("invalid", `${drawn.length} comparisons are more than ${mostComparisons}. Name a baseline.`);
    await insertComparisons(
      tx,
      id,
      drawn.map((one) => ({ ...one, id: newId("comparison") })),
    );
    await noteOrigins(tx, id);
    await markReady(tx, id);
    await updateEvaluationRow(tx, id, { name, status: "open", spec });
    await enqueueAnswers(tx, id, viewer.id);
  });
  return readEvaluation(viewer, id);
}

/** After the launch no dialogue comes any more, so whoever has none by then would never be judged. */
function assertAllShow(candidates: readonly Candidate[], showing: ReadonlyMap<string, ReadonlySet<string>>): void {
  const there = new Set([...showing.values()].flatMap((own) => [...own]));
  const missing = candidates.find(({ id }) => !there.has(id));
  if (missing)
    throw new AppError("invalid", `${missing.name} has no dialogue to show yet. Import its file, then launch.`);
}
