import type { TrainingTask } from "@/lib/data/training/training-jobs";
import type { TuningJob } from "@/lib/tuning/tuning-job";
import { beginTuning } from "./begin-tuning";
import { endTuning, forgotten } from "./end-tuning";
import { keepTold } from "./keep-told";
import { openPlaceOf, whyNot } from "./open-place-of";
import { patiently } from "./patiently";
import type { TrainingLook, TrainingTools } from "./training-way";
import { openTuningRemote, type Tuning } from "./tuning-remote";

/** Trains at a server with OpenAI's fine-tuning API: begins what is not begun, and else looks once. */
export async function followTuning(
  task: TrainingTask,
  tools: TrainingTools,
  now: () => number = Date.now,
): Promise<TrainingLook> {
  const opened = await openPlaceOf(task);
  if (opened.kind !== "fine_tuning") return { kind: "failed", fault: "refused", error: whyNot(opened) };
  const tuning = openTuningRemote({ task, tools, now, ...opened });
  const { remote, save } = tuning;
  return patiently(() => look(tuning), {
    since: remote.troubleSince,
    remember: (troubleSince) => save({ troubleSince }),
    report: tools.report,
    now,
  });
}

async function look(tuning: Tuning): Promise<TrainingLook> {
  const { task, remote } = tuning;
  if (task.attempt !== remote.attempt) await beginAgain(tuning);
  if (remote.jobId === null) {
    const found = await beginTuning(tuning);
    if (found !== null) return found;
  }
  return lookAt(tuning, remote.jobId ?? "");
}

/** Somebody tries again: what has ended there is begun anew, and what has not is gone on with. */
async function beginAgain({ task, tools, server, remote, save }: Tuning): Promise<void> {
  const { jobId, earlier } = remote;
  const { attempt } = task;
  if (jobId === null) return save({ attempt });
  const job = await server.read(jobId, tools.signal);
  if (job && job.state !== "failed" && job.state !== "stopped") return save({ attempt, missingSince: null });
  await save({ attempt, jobId: null, asked: null, cursor: null, missingSince: null, earlier: [...earlier, jobId] });
}

async function lookAt(tuning: Tuning, jobId: string): Promise<TrainingLook> {
  const { task, tools, server, remote, place, save } = tuning;
  const job = await server.read(jobId, tools.signal);
  if (!job) return forgotten(tuning, jobId);
  const { events, cursor } = await server.events(jobId, remote.cursor, tools.signal);
  await keepTold(tools, events);
  if (cursor?.last !== remote.cursor?.last) await save({ cursor });
  if (job.state === "done" || job.state === "failed" || job.state === "stopped") return endTuning(tuning, job);
  await tools.enter("running");
  if (task.stopAskedAt !== null && !(await server.cancel(jobId, tools.signal))) {
    const sentence = `${place.name} cannot cancel: the training goes on there, and is followed to its end.`;
    await tools.report({ sentence });
  }
  return { kind: "later", delayMs: paceOf(tuning, job) };
}

/** Often in the first minutes, when something goes wrong most; each half minute later. */
function paceOf({ task, remote, now }: Tuning, { state }: TuningJob): number {
  if (task.stopAskedAt !== null) return 3_000;
  const lasted = now() - Date.parse(remote.asked?.at ?? new Date(now()).toISOString());
  return Math.min(30_000, (state === "waiting" ? 5_000 : 2_000) + lasted / 20);
}
