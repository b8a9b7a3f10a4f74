import { AppError } from "@/lib/base/app-error";
import { listContenders } from "@/lib/data/judging/contenders";
import { listEvaluationExhibits } from "@/lib/data/judging/exhibits";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { listWholeJudgments } from "@/lib/data/judging/judgments";
import { listVotes } from "@/lib/data/judging/votes";
import type { Viewer } from "@/lib/domain/viewer";
import { toQuestionRecord } from "@/lib/formats/fastchat/question";
import { writeJsonLines } from "@/lib/formats/json-lines";
import { answerRecords, pairRecords, referenceRecords, singleRecords } from "./fastchat-records";
import { openResults } from "./read-evaluation";
import { readEvaluationResults } from "./read-evaluation-results";
import { resultsCsv } from "./results-csv";
import { voteRecords } from "./vote-records";

export type ExportFormat =
  | "question"
  | "reference_answer"
  | "model_answer"
  | "judgment_single"
  | "judgment_pair"
  | "human_votes"
  | "results_csv";

export type EvaluationFile = { fileName: string; mediaType: string; chunks: AsyncGenerator<string> };

/**
 * An evaluation as files that FastChat reads, or its figures as CSV. `of` names one contender of answers, or one judge.
 * What came from a file goes out with all the fields that it came with.
 */
export async function exportEvaluation(
  viewer: Viewer,
  id: string,
  { format, of }: { format: ExportFormat; of?: string },
): Promise<EvaluationFile> {
  await openResults(viewer, id);
  if (format === "results_csv") {
    const results = await readEvaluationResults(viewer, id, { source: of ?? "people" });
    return { fileName: "results.csv", mediaType: "text/csv; charset=utf-8", chunks: once(resultsCsv(results)) };
  }
  const [items, contenders] = await Promise.all([listEvaluationItems(id), listContenders(id)]);
  const file = (name: string, records: Iterable<unknown>) => {
    return {
      fileName: `${name}.jsonl`,
      mediaType: "application/jsonl; charset=utf-8",
      chunks: writeJsonLines(records),
    };
  };
  const about = { items, contenders };
  switch (format) {
    case "question":
      return file(
        "question",
        items.map(({ questionId, position, category, turns, reference }) =>
          toQuestionRecord({ questionId: questionId ?? `${position}`, category, turns, reference }),
        ),
      );
    case "reference_answer":
      return file("reference_answer", referenceRecords(items));
    case "model_answer": {
      const contender = contenders.find((one) => one.id === of);
      if (!contender)
        throw new AppError("invalid", "Name the contender whose answers you want.", { fields: { of: "Missing" } });
      return file(contender.name, answerRecords(items, contender, await listEvaluationExhibits(id)));
    }
    case "human_votes":
      return file(
        "human_votes",
        voteRecords(about, await listVotes({ evaluationId: id }), await listEvaluationExhibits(id)),
      );
    case "judgment_single":
    case "judgment_pair": {
      const mode = format === "judgment_pair" ? "pair" : "single";
      const all = (await listWholeJudgments(id)).filter((row) => row.mode === mode && (!of || row.passId === of));
      const name = `${all[0]?.judge ?? "judge"}_${mode}`;
      return file(name, mode === "pair" ? pairRecords(about, all) : singleRecords(about, all));
    }
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
