import { must } from "@/lib/base/assert";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { findModelFolder } from "@/lib/data/training/publications";
import { listTrainerHosts } from "@/lib/data/training/trainer-hosts";
import { findTrainingJob } from "@/lib/data/training/training-jobs";
import { cardFactsOf } from "@/lib/domain/training/card-facts";
import { type LearnedFrom, modelCard } from "@/lib/domain/training-job/model-card";
import type { PublicationPreview } from "@/lib/domain/training-job/publication";
import type { TrainingJob } from "@/lib/domain/training-job/training-job";

/** What would be published of a training's model, and why nothing can be where that is so. Sends nothing. */
export async function previewPublication(trainingId: string): Promise<PublicationPreview> {
  const training = must(await findTrainingJob(trainingId), "the training");
  const at = await findModelFolder(trainingId);
  const host = at && ((await listTrainerHosts()).find(({ id }) => id === at.hostId) ?? null);
  return {
    obstacle: at ? null : obstacleOf(training),
    host: host && { name: host.name, isAway: host.isAway },
    files: training.outcome?.files ?? null,
    card: modelCard({ training, snapshots: await learnedFrom(training) }),
  };
}

/** The snapshots that it learned from, as a card names them. */
export async function learnedFrom({ takes }: Pick<TrainingJob, "takes">): Promise<LearnedFrom[]> {
  const found: LearnedFrom[] = [];
  for (const id of new Set(takes.map(({ snapshotId }) => snapshotId))) {
    const snapshot = must(await findSnapshot(id), "the snapshot");
    const { name, licences, languages } = cardFactsOf(snapshot);
    found.push({ id, name, digest: snapshot.digest, licences, languages });
  }
  return found;
}

function obstacleOf({ model, spec, outcome }: TrainingJob): string {
  switch (spec.way) {
    case "embedded":
      return "The embedded model has no files: it is learned again from its snapshot wherever it is asked.";
    case "fine_tuning":
      return "Its files are the fine-tuning server's, which hands none out.";
    case "ray":
      return `Its files lie on the cluster${outcome?.folder ? `, in ${outcome.folder}` : ""}. Register that folder on a trainer host, which can publish it.`;
    default:
      return model
        ? "No trainer host has its files: it was registered by its address."
        : "There is no model of it yet.";
  }
}
