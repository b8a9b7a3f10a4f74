import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { ringControl } from "@/lib/bus/ring";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { insertComparisons } from "@/lib/data/judging/comparisons";
import { listContenders } from "@/lib/data/judging/contenders";
import { lockEvaluation, updateEvaluationRow } from "@/lib/data/judging/evaluations";
import { listShowing, markReady } from "@/lib/data/judging/exhibits";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { transaction } from "@/lib/data/sql";
import type { Contender } from "@/lib/domain/judging/contender";
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
    const [items, contenders, showing] = [
      await listEvaluationItems(id, tx),
      await listContenders(id, tx),
      await listShowing(tx, id),
    ];
    if (spec.kind !== "answers") assertAllShow(contenders, showing);
    const drawn = drawComparisons({ items, contenders, showing }, spec, seed);
    if (drawn.length === 0)
      throw new AppError("invalid", "There is nothing to compare yet. Import the dialogues or answers first.");
    if (drawn.length > mostComparisons)
      throw new AppError("invalid", `${drawn.length} comparisons are more than ${mostComparisons}. Name a baseline.`);
    await insertComparisons(
      tx,
      id,
      drawn.map((one) => ({ ...one, id: newId("comparison") })),
    );
    await markReady(tx, id);
    await updateEvaluationRow(tx, id, { name, status: "open", spec });
  });
  await ringControl([id]);
  return readEvaluation(viewer, id);
}

/** After the launch no dialogue comes any more, so whoever has none by then would never be judged. */
function assertAllShow(contenders: readonly Contender[], showing: ReadonlyMap<string, ReadonlySet<string>>): void {
  const there = new Set([...showing.values()].flatMap((own) => [...own]));
  const missing = contenders.find(({ id }) => !there.has(id));
  if (missing)
    throw new AppError("invalid", `${missing.name} has no dialogue to show yet. Import its file, then launch.`);
}
