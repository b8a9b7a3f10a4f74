import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findJob } from "@/lib/data/jobs/jobs";
import { findModel } from "@/lib/data/models";
import { transaction } from "@/lib/data/sql";
import { findCorpusFigures } from "@/lib/data/statistics/corpus-figures";
import type { Job } from "@/lib/domain/job";
import { costOf, type Model } from "@/lib/domain/model";
import type { Measured } from "@/lib/domain/statistics/measured";
import type { Viewer } from "@/lib/domain/viewer";
import { corpusVersion } from "@/lib/measures/corpus-figures";
import { authorizeMeasured } from "./corpus-figures";

/** What asking a detector would come to at most: of what it told of before it is asked nothing again. Nothing is sent for it. */
export async function estimateDetector(of: Measured, modelId: string) {
  const [model, { texts, tokens }] = [await requireDetector(modelId), await requireTexts(of)];
  return { texts, tokens, cost: costOf(model, { promptTokens: tokens, completionTokens: 0 }) };
}

/** Asks for the job that asks it; one that is under way is the same. */
export async function askDetector(viewer: Viewer, of: Measured, modelId: string): Promise<Job> {
  await authorizeMeasured(viewer, of);
  await requireDetector(modelId);
  await requireTexts(of);
  const payload = { [of.kind === "snapshot" ? "snapshotId" : "dataSetId"]: of.id, modelId };
  const order = { kind: "detector_scores", payload, subject: of.id, personId: viewer.id } as const;
  const jobId = await transaction((tx) => enqueueJob(tx, { ...order, key: `detector:${of.id}:${modelId}` }));
  return must(await findJob(jobId), "the job that was asked for");
}

/** The texts that the classifier was asked about: a detector stands beside it. */
async function requireTexts(of: Measured): Promise<{ texts: number; tokens: number }> {
  const found = await findCorpusFigures(of, corpusVersion);
  if (found?.isStale)
    throw new AppError("invalid", "The data set changed since it was measured. Measure it again, then ask.");
  const pools = found?.body.likeness?.pools;
  if (!pools)
    throw new AppError("invalid", "A detector is asked about what was measured: measure it beside real people first.");
  return pools;
}

async function requireDetector(modelId: string): Promise<Model> {
  const model = await findModel(modelId);
  if (!model || model.archived)
    throw new AppError("invalid", "This model is not in the catalogue any more.", {
      fields: { modelId: "Choose another" },
    });
  if (model.kind !== "embedded") return model;
  throw new AppError("invalid", `${model.name} is no detector.`, { fields: { modelId: "Choose an endpoint" } });
}
