import * as z from "zod";
import type { Cluster } from "@/lib/clusters/cluster";
import type { TrainingTask } from "@/lib/data/training/training-jobs";
import { trainingFaultSchema } from "@/lib/domain/training-job/event";
import type { PlaceSettings } from "@/lib/domain/training-job/place";
import type { TrainingTools } from "./training-way";

const moment = z.string().nullable().default(null);

/** What is remembered of a training on a Ray cluster, each part of it before what it guards against doubles. */
const remoteSchema = z.object({
  /** For which attempt this stands. */
  attempt: z.number().default(1),
  /** Our name for it there; written before it is submitted, so that it is submitted once. */
  submissionId: z.string().nullable().default(null),
  /** How often it was submitted under a name of its own. */
  submissions: z.number().default(0),
  isSubmitted: z.boolean().default(false),
  /** UTF-16 units of its log that were read. */
  read: z.number().default(0),
  /** The last step that was told. */
  step: z.number().default(0),
  /** How it ended, in its own words, once the log has told. */
  folder: z.string().nullable().default(null),
  fault: z.object({ kind: trainingFaultSchema, error: z.string() }).nullable().default(null),
  missingSince: moment,
  troubleSince: moment,
});
export type RayRemote = z.infer<typeof remoteSchema>;

/** All that a look at such a training needs. */
export type OnRay = {
  task: TrainingTask;
  tools: TrainingTools;
  cluster: Cluster;
  place: { name: string; settings: PlaceSettings };
  now: () => number;
  remote: RayRemote;
  /** Remembers this as well. */
  save: (more: Partial<RayRemote>) => Promise<void>;
};

export function openRayRemote({ task, ...given }: Omit<OnRay, "remote" | "save">): OnRay {
  const remote = remoteSchema.parse(task.remote);
  async function save(more: Partial<RayRemote>): Promise<void> {
    Object.assign(remote, more);
    await given.tools.remember({ ...remote });
  }
  return Object.assign(given, { task, remote, save });
}
