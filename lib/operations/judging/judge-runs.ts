import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { cancelJobsAbout } from "@/lib/data/jobs/jobs";
import {
  findJudgeRun,
  insertJudgeRun,
  insertMissingJudgments,
  listJudgeRuns,
  retryFailedJudgments,
  setPassStatus,
} from "@/lib/data/judging/judge-runs";
import { enqueueJudgments } from "@/lib/data/judging/judgment-work";
import type { PageOf, PageQuery } from "@/lib/data/page";
import { transaction } from "@/lib/data/sql";
import type { JudgeRun } from "@/lib/domain/judging/judge-run";
import type { Viewer } from "@/lib/domain/viewer";
import { checkJudgeOrder, type JudgeOrder } from "./preview-judge-run";
import { openResults } from "./read-evaluation";

/** The judges of an evaluation. */
export async function readJudgeRuns(viewer: Viewer, evaluationId: string, query: PageQuery): Promise<PageOf<JudgeRun>> {
  await openResults(viewer, evaluationId);
  return listJudgeRuns(evaluationId, query);
}

/** Has a model judge everything that is ready now. */
export async function createJudgeRun(viewer: Viewer, evaluationId: string, order: JudgeOrder): Promise<JudgeRun> {
  const { model } = await checkJudgeOrder(viewer, evaluationId, order);
  const id = newId("judgeRun");
  const { modelId, promptSetId, mode } = order;
  await transaction(async (tx) => {
    const judgeRun = { id, evaluationId, judge: model.name, modelId, promptSetId, mode, personId: viewer.id };
    await insertJudgeRun(tx, { ...judgeRun, status: "running" });
    const calls = await insertMissingJudgments(tx, { id, evaluationId, mode });
    if (calls === 0) throw new AppError("conflict", "Nothing is ready to be judged yet. Wait for the answers.");
    await enqueueJudgments(tx, id, viewer.id);
  });
  return readJudgeRun(id);
}

/** Pauses a judge, lets it go on with what became ready meanwhile, or asks again for what failed. */
export async function steerJudgeRun(viewer: Viewer, id: string, act: "pause" | "resume" | "retry"): Promise<JudgeRun> {
  const judgeRun = await readJudgeRun(id);
  if (judgeRun.modelId === null)
    throw new AppError("conflict", "These judgments came from a file; there is nobody to ask.");
  await transaction(async (tx) => {
    if (act === "retry") await retryFailedJudgments(tx, id);
    const added = act === "resume" ? await insertMissingJudgments(tx, judgeRun) : 0;
    const isOver = act === "resume" && added === 0 && judgeRun.waiting === 0;
    if (!isOver) await setPassStatus(tx, id, act === "pause" ? "paused" : "running");
    if (act === "pause") await cancelJobsAbout(tx, id, "judgments");
    else await enqueueJudgments(tx, id, viewer.id);
  });
  return readJudgeRun(id);
}

async function readJudgeRun(id: string): Promise<JudgeRun> {
  const judgeRun = await findJudgeRun(id);
  if (!judgeRun) throw new AppError("not_found", "There is no such judge.");
  return judgeRun;
}
