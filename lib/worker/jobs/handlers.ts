import { must } from "@/lib/base/assert";
import { countItems } from "@/lib/data/bulk-acts";
import { readVotesVersion, writeFigures } from "@/lib/data/judging/figures";
import { untilReachable } from "@/lib/data/until-reachable";
import { forgetPieces } from "@/lib/data/whole/file-pieces";
import { keyOfFigures } from "@/lib/domain/judging/figures-order";
import { countingTokenizer } from "@/lib/models/tokens";
import { importDialogues } from "@/lib/operations/imports/import-dialogues";
import { compareFingerprints } from "./compare-fingerprints";
import type { JobHandler, JobHandlers, JobTools } from "./job-handler";

/** Computes what the votes of an evaluation say, and keeps it with the version of the votes that it was computed from. */
const workOutResults: JobHandler<"evaluation_results"> = async ({ payload }, { compute, whileHeld, report }) => {
  const { evaluationId, order } = payload;
  // Read first: votes that come meanwhile may be in it or not, and are counted again under their own version.
  const votesVersion = await untilReachable(() => readVotesVersion(evaluationId));
  await report({ done: 0, total: 1 });
  const began = performance.now();
  const body = await compute({ kind: "evaluation_results", evaluationId, order });
  const figures = { votesVersion, body, tookMs: Math.round(performance.now() - began) };
  await untilReachable(() => whileHeld((tx) => writeFigures(tx, evaluationId, keyOfFigures(order), figures)));
  await report({ done: 1, total: 1 });
  return { kind: "done", result: { votesVersion } };
};

/** Does one thing to many dialogues, or takes that back, one dialogue after another. */
const doBulkAct: JobHandler<"bulk_act"> = async ({ payload }, { signal, report, hold }) => {
  const { doNextItem } = await import("@/lib/operations/bulk/do-next-item");
  const { bulkActId } = payload;
  const { personId, total, done, refused } = await untilReachable(() => countItems(bulkActId));
  const counts = { done, refused };
  const tell = () => report({ done: counts.done + counts.refused, total });
  await tell();
  while (!signal.aborted) {
    const outcome = await untilReachable(() => doNextItem({ bulkActId, personId, hold }));
    if (outcome === null) return { kind: "done", result: counts };
    counts[outcome] += 1;
    await tell();
  }
  return { kind: "later", delayMs: 0 };
};

/** Makes a project of the file that was sent. What is refused, is refused for good: the file is not kept for another try. */
const importProject: JobHandler<"project_import"> = async (job, { signal, report }) => {
  const { importProject: importFile } = await import("@/lib/operations/whole/import-project");
  const result = await importFile(job, { signal, report });
  await forgetPieces(job.payload.fileId);
  return { kind: "done", result };
};

/** Takes away all rows of the project that the job is in; with the last ones the job itself goes. */
const deleteProject: JobHandler<"project_deletion"> = async (job, tools) => {
  const { deleteProjectRows } = await import("@/lib/operations/whole/delete-project");
  const isGone = await deleteProjectRows(job, tools);
  return isGone ? { kind: "done", result: {} } : { kind: "later", delayMs: 0 };
};

/** Takes a file of dialogues in. */
const takeDialogues: JobHandler<"dialogue_import"> = async ({ payload }, tools) => {
  const result = await importDialogues(payload.importId, tools);
  return result ? { kind: "done", result } : { kind: "later", delayMs: 0 };
};

/** Makes the files of a training export once. */
const makeTrainingFiles: JobHandler<"training_export"> = async ({ payload }, tools) => {
  const { makeExport } = await import("@/lib/operations/exporting/make-export");
  return { kind: "done", result: await makeExport(payload.exportId, tools) };
};

/** Looks through dialogues for what should not be trained on. */
const scanDialogues: JobHandler<"scan"> = async ({ payload }, tools) => {
  const { lookThrough } = await import("@/lib/operations/scans/look-through");
  const result = await lookThrough(payload.scanId, tools);
  if (typeof result === "object") return { kind: "done", result };
  return { kind: "later", delayMs: result === "waits" ? 1_000 : 0 };
};

/** Tries whether a push would get through; who does not answer within a minute has failed. */
const testDestination: JobHandler<"destination_test"> = async ({ payload }, { signal, report }) => {
  const late = AbortSignal.timeout(60_000);
  await report({ done: 0, total: 1 });
  const { openDestination } = await import("@/lib/operations/destinations/open-destination");
  const place = await openDestination(payload.destinationId);
  const text = await place.test(AbortSignal.any([signal, late])).catch((error: unknown) => {
    throw late.aborted ? new Error("No answer within a minute. Correct the address, or test again later.") : error;
  });
  await report({ done: 1, total: 1 });
  return { kind: "done", result: { text } };
};

/** Draws the part of each dialogue of some snapshots. */
const drawSplit: JobHandler<"split"> = async ({ payload, personId }, tools) => {
  const { makeSplit } = await import("@/lib/operations/splits/splits");
  return { kind: "done", result: await makeSplit(payload, must(personId, "who asked for the split"), tools) };
};

/** Brings what is measured of a data set up to date. */
const followDataSet: JobHandler<"data_set_figures"> = async ({ payload }, { context, ...tools }) => {
  const { followDataSet: follow } = await import("@/lib/operations/statistics/follow-data-set");
  const countTokens = await context.loadTokenCounter();
  return {
    kind: "done",
    result: await follow(payload.dataSetId, { ...tools, countTokens, tokenizer: countingTokenizer }),
  };
};

/** Counts what is measured of a snapshot. */
const measureSnapshot: JobHandler<"snapshot_figures"> = async ({ payload }, { context, ...tools }) => {
  const { countFigures } = await import("@/lib/operations/data-sets/figures");
  const countTokens = await context.loadTokenCounter();
  return {
    kind: "done",
    result: await countFigures(payload.snapshotId, { ...tools, countTokens, tokenizer: countingTokenizer }),
  };
};

/**
 * Measures a snapshot or a data set as a whole, beside real people where some are named. It writes once, at its end, and the same
 * each time. Of a data set that is drawn which its figures hold, so these are brought up to date before.
 */
const measureCorpus: JobHandler<"corpus_figures"> = async ({ payload }, tools) => {
  const { keepCorpusFigures, measuredBy } = await import("@/lib/operations/statistics/corpus-figures");
  const [of, { peopleId }] = [measuredBy(payload), payload];
  await tools.report({ done: 0, total: 1 });
  const heldAt = of.kind === "snapshot" ? null : await followed(of.id, tools);
  const body = await tools.compute({ kind: "corpus_figures", of, peopleId });
  await untilReachable(() => tools.whileHeld((tx) => keepCorpusFigures(tx, { of, peopleId, heldAt }, body)));
  await tools.report({ done: 1, total: 1 });
  return { kind: "done", result: {} };
};

/** Brings the figures of a data set up to date, and tells when they changed last. */
async function followed(dataSetId: string, { context, ...tools }: JobTools): Promise<string | null> {
  const { followDataSet: follow } = await import("@/lib/operations/statistics/follow-data-set");
  const { readDataSetFigures } = await import("@/lib/operations/statistics/data-set-figures");
  const countTokens = await context.loadTokenCounter();
  const report = async () => undefined;
  await follow(dataSetId, { ...tools, report, countTokens, tokenizer: countingTokenizer });
  return (await readDataSetFigures(dataSetId)).counted?.at ?? null;
}

/** Asks an endpoint for the vectors that questions of a snapshot lack. */
const getVectors: JobHandler<"vectors"> = async ({ payload }, { context, ...tools }) => {
  const { writeVectors } = await import("@/lib/operations/statistics/write-vectors");
  const [{ entry, embedder }, countTokens] = await Promise.all([
    context.models(payload.modelId),
    context.loadTokenCounter(),
  ]);
  if (!embedder) return { kind: "refused", error: `${entry.name} gives no vectors; choose an endpoint.` };
  return writeVectors(payload.snapshotId, { entry, embedder }, { ...tools, countTokens });
};

/** Asks a detector of others who wrote the texts that the classifier was asked about. */
const askDetector: JobHandler<"detector_scores"> = async ({ payload }, { context, ...tools }) => {
  const { detectTexts } = await import("@/lib/operations/statistics/detect-texts");
  const { measuredBy } = await import("@/lib/operations/statistics/corpus-figures");
  const [{ entry, detector }, countTokens] = await Promise.all([
    context.models(payload.modelId),
    context.loadTokenCounter(),
  ]);
  if (!detector) return { kind: "refused", error: `${entry.name} is no detector; choose an endpoint.` };
  return detectTexts(measuredBy(payload), { entry, detector }, { ...tools, countTokens });
};

/** Finds what people say and a simulator does not, and the other way round. */
const findGap: JobHandler<"gap"> = async ({ payload }, tools) => {
  const { workOutGap } = await import("@/lib/operations/statistics/find-gap");
  return { kind: "done", result: await workOutGap(payload.gapId, tools) };
};

/** Trains here, or has others train and follows them. */
const train: JobHandler<"training"> = async ({ payload }, tools) => {
  const { followTraining } = await import("@/lib/operations/training/follow-training");
  return followTraining(payload.trainingJobId, tools);
};

/** Looks what a place to train is and can do; who does not answer within a minute has failed. */
const lookAtPlace: JobHandler<"place_test"> = async ({ payload }, { signal, report, whileHeld }) => {
  const { lookAtTrainingPlace } = await import("@/lib/operations/training/look-at-place");
  const late = AbortSignal.timeout(60_000);
  await report({ done: 0, total: 1 });
  const text = await lookAtTrainingPlace(payload.placeId, { signal: AbortSignal.any([signal, late]), whileHeld });
  await report({ done: 1, total: 1 });
  return { kind: "done", result: { text } };
};

/** What jobs of a kind need is loaded with the first of them: most workers never meet most kinds. */
export const jobHandlers: JobHandlers = {
  answers: async (job, tools) => (await import("./write-answers")).writeAnswers(job, tools),
  judgments: async (job, tools) => (await import("./write-judgments")).writeJudgments(job, tools),
  connection_test: async (job, tools) => (await import("./test-connection")).testConnection(job, tools),
  duplicates: compareFingerprints,
  bulk_act: doBulkAct,
  evaluation_results: workOutResults,
  project_import: importProject,
  project_deletion: deleteProject,
  dialogue_import: takeDialogues,
  training_export: makeTrainingFiles,
  scan: scanDialogues,
  push: async (job, tools) => (await import("./send-export")).sendExport(job, tools),
  destination_test: testDestination,
  split: drawSplit,
  snapshot_figures: measureSnapshot,
  corpus_figures: measureCorpus,
  data_set_figures: followDataSet,
  dialogue_scores: async (job, tools) => (await import("./score-dialogues")).scoreDialogues(job, tools),
  detector_scores: askDetector,
  vectors: getVectors,
  topic_map: async (job, tools) => (await import("./draw-map")).drawMap(job, tools),
  gap: findGap,
  training: train,
  place_test: lookAtPlace,
};
