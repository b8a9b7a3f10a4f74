import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { ringControl } from "@/lib/bus/ring";
import {
  insertJudgePass,
  insertMissingJudgments,
  listJudgePasses,
  retryFailedJudgments,
  setPassStatus,
} from "@/lib/data/judging/judge-passes";
import { transaction } from "@/lib/data/sql";
import type { JudgePass } from "@/lib/domain/judging/judge-pass";
import type { Viewer } from "@/lib/domain/viewer";
import { checkJudgeOrder, type JudgeOrder } from "./preview-judge-pass";
import { openResults } from "./read-evaluation";

/** All judges of an evaluation. */
export async function readJudgePasses(viewer: Viewer, evaluationId: string): Promise<{ items: JudgePass[] }> {
  await openResults(viewer, evaluationId);
  return { items: await listJudgePasses({ evaluationId }) };
}

/** Has a model judge everything that is ready now. */
export async function createJudgePass(viewer: Viewer, evaluationId: string, order: JudgeOrder): Promise<JudgePass> {
  const { model } = await checkJudgeOrder(viewer, evaluationId, order);
  const id = newId("judgePass");
  const { modelId, promptSetId, mode } = order;
  await transaction(async (tx) => {
    const pass = { id, evaluationId, judge: model.name, modelId, promptSetId, mode, personId: viewer.id };
    await insertJudgePass(tx, { ...pass, status: "running" });
    const calls = await insertMissingJudgments(tx, { id, evaluationId, mode });
    if (calls === 0) throw new AppError("conflict", "Nothing is ready to be judged yet. Wait for the answers.");
  });
  await ringControl([id]);
  return readPass(id);
}

/** Pauses a judge, lets it go on with what became ready meanwhile, or asks again for what failed. */
export async function steerJudgePass(id: string, act: "pause" | "resume" | "retry"): Promise<JudgePass> {
  const pass = await readPass(id);
  if (pass.modelId === null)
    throw new AppError("conflict", "These judgments came from a file; there is nobody to ask.");
  await transaction(async (tx) => {
    if (act === "retry") await retryFailedJudgments(tx, id);
    const added = act === "resume" ? await insertMissingJudgments(tx, pass) : 0;
    const isOver = act === "resume" && added === 0 && pass.waiting === 0;
    if (!isOver) await setPassStatus(tx, id, act === "pause" ? "paused" : "running");
  });
  await ringControl([id]);
  return readPass(id);
}

async function readPass(id: string): Promise<JudgePass> {
  const [pass] = await listJudgePasses({ id });
  if (!pass) throw new AppError("not_found", "There is no such judge.");
  return pass;
}
