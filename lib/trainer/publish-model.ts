import { createHash } from "node:crypto";
import { must } from "@/lib/base/assert";
import { findModelFolder, findPublication, finishPublication } from "@/lib/data/training/publications";
import { findTrainingJob } from "@/lib/data/training/training-jobs";
import { untilReachable } from "@/lib/data/until-reachable";
import type { OutgoingFile } from "@/lib/destinations/place";
import { DestinationFault } from "@/lib/domain/destination-fault";
import { modelCard } from "@/lib/domain/training-job/model-card";
import { modelCardName, modelManifestName, publishedFolder } from "@/lib/domain/training-job/published-folder";
import type { TrainingJob } from "@/lib/domain/training-job/training-job";
import { followFiles } from "@/lib/operations/destinations/follow-files";
import { openDestination } from "@/lib/operations/destinations/open-destination";
import { learnedFrom } from "@/lib/operations/publishing/preview-publication";
import type { JobHandler, JobTools } from "@/lib/worker/jobs/job-handler";
import { outcomeOfFault } from "@/lib/worker/jobs/outcome-of-fault";
import { version } from "@/package.json";
import type { HostContext } from "./host-context";
import { listModelFiles, outgoingFile } from "./model-folder";

/**
 * Sends a model that this host has to a destination: its files, a card, and last a manifest with the SHA-256 of each. Done again it sends
 * what is missing.
 */
export function publishModel(host: HostContext): JobHandler<"publication"> {
  return async ({ payload: { publicationId: id }, progress }, tools) => {
    const publication = await untilReachable(() => findPublication(id));
    if (!publication) return { kind: "refused", error: "This publication is gone." };
    const { trainingId, destination, outcome } = publication;
    if (outcome) return { kind: "done", result: { files: outcome.files } };
    const at = await untilReachable(() => findModelFolder(trainingId));
    if (!at) return { kind: "refused", error: "No trainer host has the files of this model. Nothing was sent." };
    if (at.hostId !== host.hostId) return { kind: "later", delayMs: 2_000 };
    try {
      const training = must(await untilReachable(() => findTrainingJob(trainingId)), "the training");
      const files = await filesOf(training, at.folder, tools);
      const place = await untilReachable(() => openDestination(destination.id));
      const followed = followFiles(files, progress.done, tools.report);
      const folder = publishedFolder(training.name, trainingId);
      const title = `${training.name}: training ${trainingId} of RealChat Studio`;
      const { url } = await place.push({ folder, title, files }, { signal: tools.signal, ...followed });
      const told = { url, files: files.length };
      await untilReachable(() => tools.whileHeld((tx) => finishPublication(tx, id, told)));
      await tools.report({ done: files.length, total: files.length, sentence: "" });
      return { kind: "done", result: { files: files.length } };
    } catch (error) {
      if (isGone(error))
        return { kind: "refused", error: `Its files were taken away while they were read: ${error.message}` };
      return outcomeOfFault(error, tools);
    }
  };
}

/** The model's own files, its card, and the manifest that names them all. */
async function filesOf(training: TrainingJob, folder: string, tools: JobTools): Promise<OutgoingFile[]> {
  const listed = await listModelFiles(folder);
  const own: OutgoingFile[] = [];
  for (const file of listed) {
    await tools.report({ total: listed.length + 2, sentence: `Reading ${file.name}` });
    own.push(await outgoingFile(folder, file, tools.signal));
  }
  const snapshots = await untilReachable(() => learnedFrom(training));
  const card = textFile(modelCardName, "text/markdown", modelCard({ training, snapshots }));
  const { id, name, spec, outcome, takes, createdAt, endedAt } = training;
  // Where its base and its files lie on our machines is nobody's business.
  const told = Object.assign({}, outcome, { folder: null, files: null });
  const base = spec.base.kind === "folder" ? { kind: "folder", name: spec.base.path.split("/").at(-1) } : spec.base;
  const manifest = {
    kind: "realchat-model/1",
    software: { name: "RealChat Studio", version },
    training: { id, name, createdAt, endedAt, spec: Object.assign({}, spec, { base }), outcome: told },
    learnedFrom: snapshots.map((one) =>
      Object.assign({}, one, { takes: takes.filter(({ snapshotId }) => snapshotId === one.id) }),
    ),
    files: [...own, card].map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
  };
  return [...own, card, textFile(modelManifestName, "application/json", `${JSON.stringify(manifest, null, 2)}\n`)];
}

function textFile(name: string, mediaType: string, text: string): OutgoingFile {
  const body = Buffer.from(text);
  const sha256 = createHash("sha256").update(body).digest("hex");
  return { name, mediaType, bytes: body.length, sha256, pieces: () => only(body) };
}

async function* only(body: Buffer): AsyncGenerator<Buffer> {
  if (body.length > 0) yield body;
}

function isGone(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "ENOENT" && !(error instanceof DestinationFault);
}
