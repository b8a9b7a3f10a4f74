import { AppError } from "@/lib/base/app-error";
import type { EvaluationDetail } from "@/lib/contract/endpoints/evaluations";
import { learnOtherNames, listCandidates, updateCandidateSource } from "@/lib/data/judging/candidates";
import { findEvaluation, lockEvaluation } from "@/lib/data/judging/evaluations";
import { insertEvaluationItems, listEvaluationItems } from "@/lib/data/judging/items";
import { insertMissingResponses, markReady, type NewResponse, writeResponses } from "@/lib/data/judging/responses";
import { type Queryable, transaction } from "@/lib/data/sql";
import type { EvaluationItem, EvaluationKind } from "@/lib/domain/judging/evaluation";
import { roundsOf } from "@/lib/domain/judging/match-dialogues";
import type { Viewer } from "@/lib/domain/viewer";
import { modelAnswer } from "@/lib/formats/fastchat/model-answer";
import type { LineError } from "@/lib/formats/format";
import { noteLostLetters } from "@/lib/formats/lost-letters";
import { sharegpt } from "@/lib/formats/sharegpt";
import type { Source } from "@/lib/formats/text/decode-text";
import { readWhole, refuseLines } from "../read-whole";
import { type Fitting, fitAnswers } from "./fit-answers";
import { fitDialogues, type ShownDialogue } from "./fit-dialogues";
import { readEvaluation } from "./read-evaluation";

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
    if (kind !== "answers" && !isDraft)
      throw new AppError("conflict", "After the launch no dialogue can be added. Nothing was stored.");
    await insertEvaluationItems(tx, evaluationId, fitting.items);
    if (kind === "dialogues") await insertMissingResponses(tx, evaluationId);
    const stored = await store(tx, evaluationId, fitting.responses, isDraft);
    await updateCandidateSource(tx, candidateId, { ...candidate.source, fileName });
    const passedOver = fitting.responses.length - stored;
    if (passedOver > 0) fitting.notes.push(`${passedOver} were there already and stay as they are, since the launch.`);
    return { taken: stored, notes: fitting.notes };
  });
  return { detail: await readEvaluation(viewer, evaluationId), taken, notes };
}

async function store(tx: Queryable, evaluationId: string, responses: NewResponse[], replace: boolean): Promise<number> {
  const stored = await writeResponses(tx, evaluationId, responses, { replace });
  await learnOtherNames(tx, evaluationId);
  await markReady(tx, evaluationId);
  return stored;
}

type Fit = (items: EvaluationItem[], candidateId: string) => Fitting;

/**
 * Reads a candidate's texts from a file, all lines or none: FastChat's model_answer for answers, ShareGPT for dialogues.
 * What it yields holds them against the items, which is not done here: a file is read before anything is locked.
 */
async function readGivenTexts(kind: EvaluationKind, file: Source): Promise<Fit> {
  if (kind === "answers") {
    const records = await readWhole(modelAnswer.read(file));
    const answers = records.map(({ value }) => value);
    return withNotes(noteLostLetters(records), (items, candidateId) => fitAnswers(answers, items, candidateId));
  }
  const records = await readWhole(sharegpt.read(file), "There is no dialogue in this file.");
  const dialogues = records.map(({ line, value: { turns, record } }): ShownDialogue & { line: number } => {
    const alternates = turns.every(({ speaker }, i) => speaker === (i % 2 ? "assistant" : "user"));
    return { line, rounds: alternates ? roundsOf(turns) : [], record };
  });
  refuseLines(dialogues.flatMap(notAlternating));
  return withNotes(noteLostLetters(records), (items, candidateId) => fitDialogues(dialogues, items, candidateId, kind));
}

/** Says of a fitting what is known of the file besides. */
function withNotes(notes: readonly string[], fitTo: Fit): Fit {
  return (items, candidateId) => {
    const fitting = fitTo(items, candidateId);
    return { ...fitting, notes: [...notes, ...fitting.notes] };
  };
}

function notAlternating({ line, rounds }: ShownDialogue & { line: number }): LineError[] {
  if (rounds.length > 0) return [];
  return [{ line, message: "The turns do not alternate from a human's question to an answer." }];
}
