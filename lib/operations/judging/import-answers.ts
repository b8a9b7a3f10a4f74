import { AppError } from "@/lib/base/app-error";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { listCandidates, noteOrigins, updateCandidateSource } from "@/lib/data/judging/candidates";
import { insertComparisons, isCompared } from "@/lib/data/judging/comparisons";
import { type EvaluationRow, findEvaluation, lockEvaluation } from "@/lib/data/judging/evaluations";
import { insertEvaluationItems, listEvaluationItems } from "@/lib/data/judging/items";
import { insertMissingResponses, markReady, type NewResponse, writeResponses } from "@/lib/data/judging/responses";
import { type Queryable, transaction } from "@/lib/data/sql";
import type { Viewer } from "@/lib/domain/viewer";
import type { Source } from "@/lib/formats/text/decode-text";
import { drawFor } from "./plan-newcomer";
import { readEvaluation } from "./read-evaluation";
import { readGivenTexts } from "./read-given-files";

type Input = { evaluationId: string; candidateId: string; fileName: string };

/**
 * Gives a candidate its texts from a file. In a draft they take the place of those before; after the launch only what
 * is missing is filled in, since people may have voted on the rest.
 */
export async function importAnswers(
  viewer: Viewer,
  { evaluationId, candidateId, fileName }: Input,
  file: Source,
): Promise<{ detail: EvaluationDetail; taken: number; notes: string[] }> {
  const noSuch = new AppError("not_found", "There is no such candidate. Nothing was stored.");
  const found = await findEvaluation(evaluationId);
  if (!found) throw noSuch;
  const fitTo = await readGivenTexts(found.spec.kind, file);
  const { taken, notes } = await transaction(async (tx) => {
    const evaluation = await lockEvaluation(tx, evaluationId);
    const candidate = (await listCandidates(evaluationId, tx)).find(({ id }) => id === candidateId);
    if (!evaluation || !candidate) throw noSuch;
    if (candidate.source.kind !== "file" && candidate.source.kind !== "human")
      throw new AppError("conflict", `${candidate.name} does not take its texts from a file. Nothing was stored.`);
    const isDraft = evaluation.status === "draft";
    const items = await listEvaluationItems(evaluationId, tx);
    const { kind } = evaluation.spec;
    const fitting = fitTo(items, candidateId);
    const isLate = kind !== "answers" && !isDraft;
    if (isLate && (await isCompared(tx, candidateId)))
      throw new AppError(
        "conflict",
        "After the launch nothing more is drawn for it. Nothing was stored; add another candidate.",
      );
    await insertEvaluationItems(tx, evaluationId, fitting.items);
    if (kind === "dialogues") await insertMissingResponses(tx, evaluationId);
    const stored = await store(tx, evaluationId, fitting.responses, isDraft);
    if (isLate) await draw(tx, evaluation, candidateId);
    await updateCandidateSource(tx, candidateId, { ...candidate.source, fileName });
    const passedOver = fitting.responses.length - stored;
    if (passedOver > 0) fitting.notes.push(`${passedOver} were there already and stay as they are, since the launch.`);
    return { taken: stored, notes: fitting.notes };
  });
  return { detail: await readEvaluation(viewer, evaluationId), taken, notes };
}

/** A candidate that was added after the launch is compared as soon as it has something to show. */
async function draw(tx: Queryable, evaluation: EvaluationRow, id: string): Promise<void> {
  const candidates = await listCandidates(evaluation.id, tx);
  const drawn = await drawFor(tx, evaluation, { id, candidates, there: new Set(), brought: [] });
  await insertComparisons(tx, evaluation.id, drawn);
  await markReady(tx, evaluation.id);
}

async function store(tx: Queryable, evaluationId: string, responses: NewResponse[], replace: boolean): Promise<number> {
  const stored = await writeResponses(tx, evaluationId, responses, { replace });
  await noteOrigins(tx, evaluationId);
  await markReady(tx, evaluationId);
  return stored;
}
