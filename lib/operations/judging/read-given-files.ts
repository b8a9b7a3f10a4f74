import type { NewImportedVote } from "@/lib/data/judging/import-judgments";
import type { Candidate } from "@/lib/domain/judging/candidate";
import type { EvaluationItem, EvaluationKind } from "@/lib/domain/judging/evaluation";
import type { Locator } from "@/lib/domain/judging/locate";
import { roundsOf } from "@/lib/domain/judging/match-dialogues";
import { modelAnswer } from "@/lib/formats/fastchat/model-answer";
import type { LineError, ReadLine } from "@/lib/formats/format";
import type { Gathered } from "@/lib/formats/gather-lines";
import { noteLostLetters } from "@/lib/formats/lost-letters";
import { formats, type ReadableId } from "@/lib/formats/registry";
import type { Source } from "@/lib/formats/text/decode-text";
import { sharegpt } from "@/lib/formats/trainers/sharegpt";
import { readWhole, refuseLines } from "../read-whole";
import { type Fitting, fitAnswers } from "./fit-answers";
import { fitDialogues, type ShownDialogue } from "./fit-dialogues";
import { type Found, pairsOf, singlesOf, votesOf } from "./published-records";

/** What of a file is about the evaluation at hand. */
type Taken =
  | { kind: "votes"; votes: NewImportedVote[] }
  | { kind: "judgments"; mode: "single" | "pair"; found: Found[] };
type Locate = (find: Locator, candidates: readonly Candidate[]) => Taken;
/** What a file holds, and what is to be said of it whatever it is about. */
type Read = { locate: Locate; remarks: string[] };

/** Reads a file whole, or refuses it; before anything is locked. */
export const readJudgingFile: Record<ReadableId<"judgments" | "votes">, (file: Source) => Promise<Read>> = {
  judgment_single: (file) =>
    reading(formats.judgment_single.read(file), (records, find) => ({
      kind: "judgments",
      mode: "single",
      found: singlesOf(records, find),
    })),
  judgment_pair: (file) =>
    reading(formats.judgment_pair.read(file), (records, find, candidates) => ({
      kind: "judgments",
      mode: "pair",
      found: pairsOf(records, find, candidates),
    })),
  human_votes: (file) =>
    reading(formats.human_votes.read(file), (records, find, candidates) => ({
      kind: "votes",
      votes: votesOf(records, find, candidates),
    })),
};

type Records<T> = Gathered<T>["records"];

async function reading<T>(
  lines: AsyncIterable<ReadLine<T>>,
  taken: (records: Records<T>, ...where: Parameters<Locate>) => Taken,
): Promise<Read> {
  const records = await readWhole(lines);
  return { locate: (...where) => taken(records, ...where), remarks: noteLostLetters(records) };
}

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
