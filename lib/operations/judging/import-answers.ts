import { AppError } from "@/lib/base/app-error";
import { ringControl } from "@/lib/bus/ring";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { listContenders, updateContenderSource } from "@/lib/data/judging/contenders";
import { findEvaluation, lockEvaluation } from "@/lib/data/judging/evaluations";
import { insertMissingExhibits, markReady, type NewExhibit, writeExhibits } from "@/lib/data/judging/exhibits";
import { insertEvaluationItems, listEvaluationItems } from "@/lib/data/judging/items";
import { type Queryable, transaction } from "@/lib/data/sql";
import type { Viewer } from "@/lib/domain/viewer";
import type { Source } from "@/lib/formats/text/decode-text";
import { readEvaluation } from "./read-evaluation";
import { readGivenTexts } from "./read-given-texts";

type Input = { evaluationId: string; contenderId: string; fileName: string };

/**
 * Gives a contender its texts from a file. In a draft they take the place of those before; after the launch only what
 * is missing is filled in, since people may have voted on the rest.
 */
export async function importAnswers(
  viewer: Viewer,
  { evaluationId, contenderId, fileName }: Input,
  file: Source,
): Promise<{ detail: EvaluationDetail; taken: number; notes: string[] }> {
  const noSuch = new AppError("not_found", "There is no such contender. Nothing was stored.");
  const found = await findEvaluation(evaluationId);
  if (!found) throw noSuch;
  const fitTo = await readGivenTexts(found.spec.kind, file);
  const { taken, notes } = await transaction(async (tx) => {
    const evaluation = await lockEvaluation(tx, evaluationId);
    const contender = (await listContenders(evaluationId, tx)).find(({ id }) => id === contenderId);
    if (!evaluation || !contender) throw noSuch;
    if (contender.source.kind !== "file" && contender.source.kind !== "human")
      throw new AppError("conflict", `${contender.name} does not take its texts from a file. Nothing was stored.`);
    const isDraft = evaluation.status === "draft";
    const items = await listEvaluationItems(evaluationId, tx);
    const { kind } = evaluation.spec;
    const fitting = fitTo(items, contenderId);
    if (kind !== "answers" && !isDraft)
      throw new AppError("conflict", "After the launch no dialogue can be added. Nothing was stored.");
    await insertEvaluationItems(tx, evaluationId, fitting.items);
    if (kind === "dialogues") await insertMissingExhibits(tx, evaluationId);
    const stored = await store(tx, evaluationId, fitting.exhibits, isDraft);
    await updateContenderSource(tx, contenderId, { ...contender.source, fileName });
    const passedOver = fitting.exhibits.length - stored;
    if (passedOver > 0) fitting.notes.push(`${passedOver} were there already and stay as they are, since the launch.`);
    return { taken: stored, notes: fitting.notes };
  });
  await ringControl([evaluationId]);
  return { detail: await readEvaluation(viewer, evaluationId), taken, notes };
}

async function store(tx: Queryable, evaluationId: string, exhibits: NewExhibit[], replace: boolean): Promise<number> {
  const stored = await writeExhibits(tx, evaluationId, exhibits, { replace });
  await markReady(tx, evaluationId);
  return stored;
}
