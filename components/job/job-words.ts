import type { Job, JobKind, JobStatus } from "@/lib/domain/job";
import { formatNumber } from "../ui/format-number";
import type { Tone } from "../ui/tone";

export const kindWords: Record<JobKind, string> = {
  answers: "Write answers",
  judgments: "Ask a judge",
  connection_test: "Test a connection",
  duplicates: "Look for near-duplicates",
  bulk_act: "Act on many dialogues",
  evaluation_results: "Work out results",
  project_import: "Import a project",
  project_deletion: "Delete the project",
  dialogue_import: "Import dialogues",
  training_export: "Make training files",
  scan: "Look through dialogues",
  push: "Push an export",
  destination_test: "Test a destination",
  split: "Make a split",
  snapshot_figures: "Measure a snapshot",
  dialogue_scores: "Have dialogues scored",
  detector_scores: "Ask a detector who wrote",
  corpus_figures: "Measure dialogues as a whole",
  data_set_figures: "Measure a data set",
  vectors: "Get vectors of questions",
  topic_map: "Draw a topic map",
  gap: "Find what a simulator misses",
  training: "Train a model",
  place_test: "Look at a place to train",
  host_training: "Train a model on a host",
  model_serving: "Serve a trained model",
  publication: "Publish a trained model",
};

export const statusWords: Record<JobStatus, { label: string; tone: Tone }> = {
  waiting: { label: "Waiting", tone: "neutral" },
  running: { label: "Running", tone: "accent" },
  done: { label: "Done", tone: "ok" },
  failed: { label: "Failed", tone: "danger" },
  cancelled: { label: "Cancelled", tone: "warn" },
};

const bulkWords: Record<string, string> = {
  accept: "Accept many dialogues",
  reject: "Reject many dialogues",
  tag: "Tag many dialogues",
  untag: "Take tags off many dialogues",
  delete: "Delete many dialogues",
  amend: "Take out what a scan found",
  retry: "Try many dialogues again",
  go_back: "Take dialogues back to a snapshot",
  undo: "Take an act on many dialogues back",
};

/** What a job is, in a few words. */
export function titleOf({ kind, subjectName }: Pick<Job, "kind" | "subjectName">): string {
  if (kind === "bulk_act") return bulkWords[subjectName ?? ""] ?? kindWords.bulk_act;
  return subjectName ? `${kindWords[kind]}: ${subjectName}` : kindWords[kind];
}

/** How far it is: "40 of 160 answers". */
export function progressText({ progress: { done, total, unit } }: Pick<Job, "progress">): string {
  if (total === null) return done === 0 ? "Not begun" : `${formatNumber(done)} ${unit}`;
  return `${formatNumber(done)} of ${formatNumber(total)} ${unit}`;
}
