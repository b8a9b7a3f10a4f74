import type { EvaluationItem, EvaluationKind } from "@/lib/domain/judging/evaluation";
import { roundsOf } from "@/lib/domain/judging/match-dialogues";
import { modelAnswer } from "@/lib/formats/fastchat/model-answer";
import type { LineError } from "@/lib/formats/format";
import { noteLostLetters } from "@/lib/formats/lost-letters";
import type { Source } from "@/lib/formats/text/decode-text";
import { sharegpt } from "@/lib/formats/trainers/sharegpt";
import { readWhole, refuseLines } from "../read-whole";
import { type Fitting, fitAnswers } from "./fit-answers";
import { fitDialogues, type ShownDialogue } from "./fit-dialogues";

type Fit = (items: EvaluationItem[], candidateId: string) => Fitting;

/**
 * Reads a candidate's texts from a file, all lines or none: FastChat's model_answer for answers, ShareGPT for dialogues.
 * What it yields holds them against the items, which is not done here: a file is read before anything is locked.
 */
export async function readGivenTexts(kind: EvaluationKind, file: Source): Promise<Fit> {
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
