import type { TrainedEntry } from "@/lib/data/training/training-course";
import type { TrainingFault } from "@/lib/domain/training-job/event";
import { trainingOutcomeSchema } from "@/lib/domain/training-job/training-job";
import { suffixOf } from "@/lib/domain/tuning-settings";
import type { TuningJob } from "@/lib/tuning/tuning-job";
import type { TrainingLook } from "./training-way";
import type { Tuning } from "./tuning-remote";

/** A server may take so long to say what it made, or to remember a job that it seems to have forgotten. */
const appearsWithinMs = 300_000;

/** What comes of a job that has ended there. */
export async function endTuning(tuning: Tuning, job: TuningJob): Promise<TrainingLook> {
  const { task, tools, place, server } = tuning;
  if (job.state === "failed") {
    const said = tools.signal.aborted ? "" : (job.error ?? "");
    const words = `${place.name} says that the training failed${said === "" ? `, and not why (its word: ${job.word}).` : `: ${said}`}`;
    return { kind: "failed", fault: faultOf(said), error: words };
  }
  if (job.state === "stopped") {
    if (task.stopAskedAt !== null) return { kind: "stopped" };
    const error = `Somebody cancelled it at ${place.name}. Trying again begins another one.`;
    return { kind: "failed", fault: "refused", error };
  }
  const checkpoints = await server.checkpoints(job.id, tools.signal);
  const kept = checkpoints.flatMap(({ step, model }) => (model === null ? [] : [{ step, folder: model }]));
  if (kept.length > 0)
    await tools.record(kept.map(({ step, folder }) => ({ type: "checkpoint", step, folder, bytes: 0 })));
  const model = job.model ?? kept.at(-1)?.folder ?? (await findServed(tuning));
  if (model !== null) return done(tuning, model, job);
  const files = job.resultFiles.length > 0 ? ` Its result files there: ${job.resultFiles.join(", ")}.` : "";
  const error = `${place.name} is done and names no model.${files} Register the result by the address at which it answers, or try again: it is asked once more what it made.`;
  return waited(tuning, { kind: "failed", fault: "refused", error });
}

/** It is not known there any more. What it made may still be served: servers that forget their jobs at a restart keep the weights. */
export async function forgotten(tuning: Tuning, jobId: string): Promise<TrainingLook> {
  const { place } = tuning;
  const model = await findServed(tuning);
  if (model !== null) return done(tuning, model, null);
  const error = `${place.name} does not know the training ${jobId} any more: it was restarted, or the job was removed there. Trying again begins another one.`;
  return waited(tuning, { kind: "failed", fault: "died", error });
}

/** Gives the server some minutes before that is so. */
async function waited({ remote, save, now }: Tuning, look: TrainingLook): Promise<TrainingLook> {
  if (remote.missingSince === null) await save({ missingSince: new Date(now()).toISOString() });
  const lasted = now() - Date.parse(remote.missingSince ?? "");
  return lasted < appearsWithinMs ? { kind: "later", delayMs: 15_000 } : look;
}

/** A model that is served under the suffix of this job, which no other has. */
async function findServed({ task, server, dialect, remote, tools }: Tuning): Promise<string | null> {
  if (remote.earlier.length > 0) return null;
  const suffix = suffixOf(task.name, task.id, dialect);
  const models = (await server.models(tools.signal)) ?? [];
  return models.find((id) => id.includes(suffix)) ?? null;
}

function done({ task, place, dialect, keyFor }: Tuning, upstreamModel: string, job: TuningJob | null): TrainingLook {
  const { name, spec } = task;
  const { servesAt } = place.settings;
  const baseUrl = servesAt === "" ? place.baseUrl : servesAt;
  const entry: TrainedEntry = {
    name,
    kind: "openai",
    trainedOn: null,
    baseUrl,
    upstreamModel,
    rendering: "chat",
    contextWindow: spec.hyper.maxLength,
    keyFor: (id) => keyFor({ id, baseUrl }),
  };
  const note = dialect.notes.join(" ");
  return {
    kind: "done",
    outcome: trainingOutcomeSchema.parse({
      steps: job?.steps ?? null,
      tokens: job?.trainedTokens ?? null,
      seconds: job?.seconds ?? null,
      note: [note, untold].filter((words) => words !== "").join(" "),
    }),
    entry,
  };
}

/** The protocol has no field for it. */
const untold = "What it cost the server does not tell; its own bill does.";

function faultOf(said: string): TrainingFault {
  if (/out of memory|\boom\b/i.test(said)) return "out_of_memory";
  if (/\bnan\b/i.test(said)) return "nan_loss";
  if (/no space|disk/i.test(said)) return "disk_full";
  if (/training.?file|validation.?file|example|format|jsonl|\brows?\b|\blines?\b/i.test(said)) return "data";
  return "refused";
}
