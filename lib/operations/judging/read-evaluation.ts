import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { EvaluationDetail, ListedEvaluation } from "@/lib/contract/endpoints/evaluations";
import { countExhibits, listContenders } from "@/lib/data/judging/contenders";
import { type EvaluationRow, findEvaluation, listEvaluations } from "@/lib/data/judging/evaluations";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { readProgress, readStandings } from "@/lib/data/judging/progress";
import { findModels } from "@/lib/data/models";
import { findRun } from "@/lib/data/runs";
import { type EvaluationStatus, seesResults } from "@/lib/domain/judging/evaluation";
import { warnAbout, warnOfMissing } from "@/lib/domain/judging/warn-about";
import type { Viewer } from "@/lib/domain/viewer";
import { standingOf } from "./contender-standing";

/** Every evaluation, as all members may see it: no contender is named. */
export async function readEvaluations(
  viewer: Viewer,
  status: EvaluationStatus | undefined,
): Promise<{ items: ListedEvaluation[] }> {
  const rows = await listEvaluations(status);
  const listed = await withProgress(viewer, viewer.roles.includes("lead") ? rows : rows.filter(isLaunched));
  // A baseline is a contender's name, which no rater is to read.
  return { items: listed.map((one) => ({ ...one, spec: { ...one.spec, baseline: null } })) };
}

function isLaunched({ status }: EvaluationRow): boolean {
  return status !== "draft";
}

/** An evaluation with its contenders by name. `forbidden` for raters as long as votes are taken. */
export async function readEvaluation(viewer: Viewer, id: string): Promise<EvaluationDetail> {
  const row = await openResults(viewer, id);
  const [[evaluation], contenders, counts, items] = await Promise.all([
    withProgress(viewer, [row]),
    listContenders(id),
    countExhibits(id),
    listEvaluationItems(id),
  ]);
  const models = await findModels(
    contenders.flatMap(({ source }) => (source.kind === "model" ? [source.modelId] : [])),
  );
  const runs = await Promise.all(
    contenders.map(({ source }) => (source.kind === "run" ? findRun(source.runId) : Promise.resolve(null))),
  );
  const categories = new Map<string, number>();
  for (const { category } of items) categories.set(category, (categories.get(category) ?? 0) + 1);
  const standings = contenders.map((contender) => standingOf(contender, counts.get(contender.id), models));
  const found = runs.filter((run) => run !== null);
  return {
    evaluation: must(evaluation, "the evaluation"),
    contenders: standings,
    warnings: [...warnOfMissing(standings), ...warnAbout(row.spec.kind, contenders, found)],
    categories: [...categories].map(([category, count]) => ({ category, items: count })),
  };
}

/** The evaluation, for somebody who may see its figures and names. */
export async function openResults(viewer: Viewer, id: string): Promise<EvaluationRow> {
  const row = await findEvaluation(id);
  if (!row) throw new AppError("not_found", "There is no such evaluation.");
  if (seesResults(row, viewer)) return row;
  throw new AppError(
    "forbidden",
    "Names and figures stay hidden from raters until a lead closes the evaluation, so that votes stay blind.",
  );
}

async function withProgress(viewer: Viewer, rows: EvaluationRow[]): Promise<ListedEvaluation[]> {
  const ids = rows.map(({ id }) => id);
  const [progress, standings] = await Promise.all([readProgress(ids), readStandings(ids, viewer.id)]);
  return rows.map(({ seed: _, ...evaluation }) => {
    const { contenders, ...own } = must(progress.get(evaluation.id), "its progress");
    const { takeable, voted, skipped } = must(standings.get(evaluation.id), "what waits");
    const skipsLeft = Math.max(0, evaluation.spec.skipLimit - skipped);
    return { ...evaluation, contenders, progress: own, waiting: { takeable, voted, skipsLeft } };
  });
}
