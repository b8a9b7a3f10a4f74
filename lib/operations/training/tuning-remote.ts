import * as z from "zod";
import type { TrainingTask } from "@/lib/data/training/training-jobs";
import type { TrainingPlace } from "@/lib/domain/training-job/place";
import type { TuningDialect } from "@/lib/domain/tuning-dialects";
import type { TuningServer } from "@/lib/tuning/tuning-server";
import type { TrainingTools } from "./training-way";

const moment = z.string().nullable().default(null);
const fileSchema = z.object({ name: z.string(), bytes: z.number(), id: z.string().nullable() });

/** What is remembered of a training at a fine-tuning server, each part of it before what it guards against doubles. */
const remoteSchema = z.object({
  /** For which attempt this stands. */
  attempt: z.number().default(1),
  /** By part: what is sent, and the server's id for it once it is there. */
  files: z.record(z.string(), fileSchema).default({}),
  /** When a job was asked for, and in which attempt; written before it is. */
  asked: z.object({ at: z.string(), attempt: z.number() }).nullable().default(null),
  jobId: z.string().nullable().default(null),
  /** Jobs of earlier attempts, which have ended. */
  earlier: z.array(z.string()).default([]),
  cursor: z.object({ last: z.string(), isOldestFirst: z.boolean() }).nullable().default(null),
  /** Since when the server does not know the job, or has named no model for it. */
  missingSince: moment,
  troubleSince: moment,
});
export type TuningRemote = z.infer<typeof remoteSchema>;

/** All that a look at such a training needs. */
export type Tuning = {
  task: TrainingTask;
  tools: TrainingTools;
  server: TuningServer;
  dialect: TuningDialect;
  place: Pick<TrainingPlace, "name" | "baseUrl" | "settings" | "abilities">;
  /** The place's key, sealed for a model that answers at the same origin; null where it does not, or there is none. */
  keyFor: (model: { id: string; baseUrl: string }) => Uint8Array<ArrayBuffer> | null;
  now: () => number;
  remote: TuningRemote;
  /** Remembers this as well. */
  save: (more: Partial<TuningRemote>) => Promise<void>;
};

export function openTuningRemote({ task, ...given }: Omit<Tuning, "remote" | "save">): Tuning {
  const remote = remoteSchema.parse(task.remote);
  async function save(more: Partial<TuningRemote>): Promise<void> {
    Object.assign(remote, more);
    await given.tools.remember({ ...remote });
  }
  return Object.assign(given, { task, remote, save });
}
