import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { OutgoingFile } from "@/lib/contract/endpoint";
import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import { findEvaluation } from "@/lib/data/judging/evaluations";
import { findFigures } from "@/lib/data/judging/figures";
import { listEvaluationItems } from "@/lib/data/judging/items";
import { listEvaluationResponses } from "@/lib/data/judging/responses";
import { listVotes } from "@/lib/data/judging/votes";
import { readOneMoment } from "@/lib/data/one-moment";
import type { Queryable } from "@/lib/data/sql";
import { type FiguresOrder, keyOfFigures } from "@/lib/domain/judging/figures-order";
import type { Viewer } from "@/lib/domain/viewer";
import { toQuestionRecord } from "@/lib/formats/fastchat/question";
import { fileNameOf, formats, type WritableId } from "@/lib/formats/registry";
import { aboutOf, judgmentsOf, requirePairs, votesLeftOut } from "./about-of";
import { answerRecords, pairRecords, referenceRecords, singleRecords } from "./fastchat-records";
import { figureRows } from "./figure-rows";
import { openResults } from "./read-evaluation";
import { readFigures } from "./read-figures";
import { everyVoteRecords, voteRecords } from "./vote-records";

export type ExportFormat = WritableId<"questions" | "answers" | "judgments" | "votes" | "figures">;

type Asked = { id: string; of: string | undefined; view: View; on: Queryable };
/** Which figures are shown beside: of one question or category, by which convention. */
type View = Omit<FiguresOrder, "figures" | "source">;
/** What a file is called, without its ending, and what is in it. */
type Made = { stem: string; pieces: OutgoingFile["pieces"] };

/**
 * An evaluation as files that FastChat reads, or its figures as CSV. `of` names one candidate of answers, or one judge.
 * What came from a file goes out with all the fields that it came with. A
 * file is of one moment.
 */
export async function exportEvaluation(
  viewer: Viewer,
  id: string,
  { format, of, ...view }: { format: ExportFormat; of?: string } & View,
): Promise<OutgoingFile> {
  await openResults(viewer, id);
  // Computed before the moment begins: what a worker writes later is not seen in it.
  if (format === "results_csv") await readFigures(viewer, id, resultsOf(view, of), { current: true });
  const { stem, pieces } = await readOneMoment((on) => makers[format]({ id, of, view, on }));
  return { fileName: fileNameOf(format, stem), mediaType: formats[format].mediaType, pieces };
}

const makers: Record<ExportFormat, (asked: Asked) => Promise<Made>> = {
  async results_csv({ id, of, view, on }) {
    const { stored } = await findFigures(id, keyOfFigures(resultsOf(view, of)), on);
    const evaluation = must(await findEvaluation(id, on), "the evaluation");
    const results: EvaluationResults = JSON.parse(must(stored, "the figures just computed").body);
    return {
      stem: "results",
      pieces: formats.results_csv.write(figureRows(results, { ...view, evaluation, at: new Date() })),
    };
  },
  async question({ id, on }) {
    const records = (await listEvaluationItems(id, on)).map(({ questionId, position, category, turns, reference }) =>
      toQuestionRecord({ questionId: questionId ?? `${position}`, category, turns, reference }),
    );
    return { stem: "question", pieces: formats.question.write(records) };
  },
  async reference_answer({ id, on }) {
    const records = referenceRecords(await listEvaluationItems(id, on));
    return { stem: "reference_answer", pieces: formats.reference_answer.write(records) };
  },
  async model_answer({ id, of, on }) {
    const { items, candidates } = await aboutOf(id, on);
    const candidate = candidates.find((one) => one.id === of);
    if (!candidate)
      throw new AppError("invalid", "Name the candidate whose answers you want.", { fields: { of: "Missing" } });
    const records = answerRecords(items, candidate, await listEvaluationResponses(id, on));
    return { stem: candidate.name, pieces: formats.model_answer.write(records) };
  },
  async every_vote({ id, on }) {
    const votes = await listVotes({ evaluationId: id }, on);
    const records = everyVoteRecords(await aboutOf(id, on), votes, await votesLeftOut(id, on));
    return { stem: "every_vote", pieces: formats.every_vote.write(records) };
  },
  async human_votes({ id, on }) {
    await requirePairs(id, on);
    const isOut = await votesLeftOut(id, on);
    const votes = (await listVotes({ evaluationId: id }, on)).filter((vote) => !isOut(vote));
    const records = voteRecords(await aboutOf(id, on), votes, await listEvaluationResponses(id, on));
    return { stem: "human_votes", pieces: formats.human_votes.write(records) };
  },
  async judgment_single(asked) {
    const { about, rows, stem } = await judgmentsOf(asked, "single");
    return { stem, pieces: formats.judgment_single.write(singleRecords(about, rows)) };
  },
  async judgment_pair(asked) {
    const { about, rows, stem } = await judgmentsOf(asked, "pair");
    return { stem, pieces: formats.judgment_pair.write(pairRecords(about, rows)) };
  },
};

function resultsOf(view: View, source = "auto"): FiguresOrder {
  return { figures: "results", source, ...view };
}
