import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { cancelJobsAbout } from "@/lib/data/jobs/jobs";
import { lockEvaluation } from "@/lib/data/judging/evaluations";
import { deleteJudgeRun } from "@/lib/data/judging/judge-runs";
import { deleteJudgingImport, listJudgingImports } from "@/lib/data/judging/judging-imports";
import { findSubject, insertRuling, listRulings } from "@/lib/data/judging/rulings";
import type { PageOf, PageQuery } from "@/lib/data/page";
import { findSnapshotOfVotes } from "@/lib/data/snapshots/judged";
import { type Queryable, transaction } from "@/lib/data/sql";
import type { JudgingImport } from "@/lib/domain/judging/judging-import";
import type { Ruling, RulingAct, RulingSubject } from "@/lib/domain/judging/ruling";
import type { Viewer } from "@/lib/domain/viewer";
import { openResults } from "./read-evaluation";

type Asked = { subject: RulingSubject; subjectId: string; act: RulingAct; reason: string };

const nobody: Record<RulingSubject, string> = {
  rater: "This person has not voted here.",
  judge_run: "There is no such judge here.",
  import: "There is no such file here.",
  open_names: "Name the evaluation whose texts they are.",
};

/**
 * Leaves a rater, a judge's run, a file or votes on open names out of the figures, counts them again, or removes what a judge or a file said.
 * What people voted here stays whatever is decided; that it was decided, by whom and why, is kept for good.
 */
export async function makeRuling(viewer: Viewer, evaluationId: string, asked: Asked): Promise<Ruling> {
  const { subject, subjectId, act, reason } = asked;
  if ((subject === "rater" || subject === "open_names") && act === "remove")
    throw new AppError("invalid", "What people voted is not removed. Leave it out of the figures instead.");
  const id = newId("ruling");
  await transaction(async (tx) => {
    if (!(await lockEvaluation(tx, evaluationId))) throw new AppError("not_found", "There is no such evaluation.");
    const found = await findSubject(tx, evaluationId, { subject, subjectId });
    if (!found) throw new AppError("not_found", `${nobody[subject]} Nothing was changed.`);
    const { name, ...lost } = found;
    if (act === "remove") await remove(tx, evaluationId, asked);
    const told = { id, evaluationId, subject, subjectId, name, act, reason, personId: viewer.id };
    await insertRuling(tx, { ...told, lost: act === "remove" ? lost : null });
  });
  const { items } = await listRulings(evaluationId, { limit: 50 });
  return must(
    items.find((one) => one.id === id),
    "the ruling just made",
  );
}

async function remove(tx: Queryable, evaluationId: string, { subject, subjectId }: Asked): Promise<void> {
  if (subject === "import") {
    const held = await findSnapshotOfVotes(tx, subjectId);
    if (held)
      throw new AppError(
        "conflict",
        `The snapshot “${held.dataSetName}”, No. ${held.number}, counts the votes of this file and never changes. Leave it out of the figures instead; nothing was removed.`,
      );
    return deleteJudgingImport(tx, evaluationId, subjectId);
  }
  await cancelJobsAbout(tx, subjectId, "judgments");
  await deleteJudgeRun(tx, subjectId);
}

/** What leads decided about whose votes count. */
export async function readRulings(viewer: Viewer, evaluationId: string, query: PageQuery): Promise<PageOf<Ruling>> {
  await openResults(viewer, evaluationId);
  return listRulings(evaluationId, query);
}

/** The files of judgments and votes that came into an evaluation. */
export async function readJudgingImports(
  viewer: Viewer,
  evaluationId: string,
  query: PageQuery,
): Promise<PageOf<JudgingImport>> {
  await openResults(viewer, evaluationId);
  return listJudgingImports(evaluationId, query);
}
