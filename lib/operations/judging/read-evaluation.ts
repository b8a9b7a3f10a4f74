import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { EvaluationDetail, ListedEvaluation } from "@/lib/contract/endpoints/evaluations";
import { countResponses, listCandidates } from "@/lib/data/judging/candidates";
import { type EvaluationRow, findEvaluation, listEvaluations } from "@/lib/data/judging/evaluations";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { readProgress, readRaterProgress } from "@/lib/data/judging/progress";
import { namesToHide } from "@/lib/data/judging/shown";
import { findModels } from "@/lib/data/models";
import type { PageOf, PageQuery } from "@/lib/data/page";
import { findRun } from "@/lib/data/runs";
import {
  type EvaluationStatus,
  nameForRaters,
  seesResults,
  warnAbout,
  warnOfMissing,
  warnOfTelling,
} from "@/lib/domain/judging/evaluation";
import type { Viewer } from "@/lib/domain/viewer";
import { progressOf } from "./candidate-progress";
import { warnOfNames } from "./hidden-names";

/** Evaluations as all members may see them: no candidate is named. */
export async function readEvaluations(
  viewer: Viewer,
  query: PageQuery & { status?: EvaluationStatus },
): Promise<PageOf<ListedEvaluation>> {
  const withDrafts = viewer.roles.includes("lead");
  const { items, nextCursor } = await listEvaluations({ ...query, withDrafts });
  const listed = await withProgress(viewer, items);
  return { items: listed.map((one) => withoutNames(viewer, one)), nextCursor };
}

/** A baseline is a candidate's name, which no rater is to read; nor the evaluation's own, where they have another one. */
function withoutNames(viewer: Viewer, one: ListedEvaluation): ListedEvaluation {
  const name = seesResults(one, viewer) ? one.name : nameForRaters(one);
  return { ...one, name, spec: { ...one.spec, baseline: null } };
}

/** An evaluation with its candidates by name. `forbidden` for raters as long as votes are taken. */
export async function readEvaluation(viewer: Viewer, id: string): Promise<EvaluationDetail> {
  const row = await openResults(viewer, id);
  const [[evaluation], candidates, counts, items] = await Promise.all([
    withProgress(viewer, [row]),
    listCandidates(id),
    countResponses(id),
    listEvaluationItems(id),
  ]);
  const models = await findModels(
    candidates.flatMap(({ source }) => (source.kind === "model" ? [source.modelId] : [])),
  );
  const runs = await Promise.all(
    candidates.map(({ source }) => (source.kind === "run" ? findRun(source.runId) : Promise.resolve(null))),
  );
  const categories = new Map<string, number>();
  for (const { category } of items) categories.set(category, (categories.get(category) ?? 0) + 1);
  const progressOfEach = candidates.map((candidate) => progressOf(candidate, counts.get(candidate.id), models));
  const found = runs.filter((run) => run !== null);
  return {
    evaluation: must(evaluation, "the evaluation"),
    candidates: progressOfEach,
    warnings: [
      ...warnOfMissing(progressOfEach),
      ...warnAbout(row.spec.kind, candidates, found),
      ...warnOfTelling(row.spec, candidates.length),
      ...(row.status === "closed" ? [] : warnOfNames(row, await namesToHide(id))),
    ],
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
  const [progress, progressOfEach] = await Promise.all([readProgress(ids), readRaterProgress(ids, viewer.id)]);
  return rows.map(({ seed: _, ...evaluation }) => {
    const { candidates, ...own } = must(progress.get(evaluation.id), "its progress");
    const { takeable, voted, skipped } = must(progressOfEach.get(evaluation.id), "what waits");
    const skipsLeft = Math.max(0, evaluation.spec.skipLimit - skipped);
    return { ...evaluation, candidates, progress: own, waiting: { takeable, voted, skipsLeft } };
  });
}
