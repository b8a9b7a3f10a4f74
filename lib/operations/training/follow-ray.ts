import type { ClusterStatus } from "@/lib/clusters/cluster";
import type { TrainingTask } from "@/lib/data/training/training-jobs";
import { endRay, forgottenByRay } from "./end-ray";
import { openPlaceOf, whyNot } from "./open-place-of";
import { patiently } from "./patiently";
import { submissionOf } from "./ray-package";
import { type OnRay, openRayRemote } from "./ray-remote";
import { readRayLog } from "./read-ray-log";
import type { TrainingLook, TrainingTools } from "./training-way";

/** Trains on a Ray cluster: submits what is not submitted, and else looks once. */
export async function followRay(
  task: TrainingTask,
  tools: TrainingTools,
  now: () => number = Date.now,
): Promise<TrainingLook> {
  const opened = await openPlaceOf(task);
  if (opened.kind !== "ray") return { kind: "failed", fault: "refused", error: whyNot(opened) };
  const onRay = openRayRemote({ task, tools, now, ...opened });
  const { remote, save } = onRay;
  return patiently(() => look(onRay), {
    since: remote.troubleSince,
    remember: (troubleSince) => save({ troubleSince }),
    report: tools.report,
    now,
  });
}

async function look(onRay: OnRay): Promise<TrainingLook> {
  const { task, remote } = onRay;
  if (task.attempt !== remote.attempt) await beginAgain(onRay);
  if (!remote.isSubmitted) {
    if (task.stopAskedAt !== null && !(await wasSubmitted(onRay))) return { kind: "stopped" };
    await submit(onRay);
  }
  return lookAt(onRay, remote.submissionId ?? "");
}

/** Somebody tries again: what has ended there is submitted under a new name, and what has not is gone on with. */
async function beginAgain({ task, tools, cluster, remote, save }: OnRay): Promise<void> {
  const { attempt } = task;
  const found = remote.submissionId === null ? null : await cluster.look(remote.submissionId, tools.signal);
  const goesOn = found !== null && found.status !== "failed" && found.status !== "stopped" && remote.fault === null;
  if (goesOn) return save({ attempt, isSubmitted: true, missingSince: null });
  const anew = {
    submissionId: null,
    isSubmitted: false,
    read: 0,
    step: 0,
    folder: null,
    fault: null,
    missingSince: null,
  };
  await save(Object.assign({ attempt }, anew));
}

/** A submission whose answer was not heard is there all the same. */
async function wasSubmitted({ tools, cluster, remote }: OnRay): Promise<boolean> {
  return remote.submissionId !== null && (await cluster.look(remote.submissionId, tools.signal)) !== null;
}

async function submit(onRay: OnRay): Promise<void> {
  const { task, tools, cluster, remote, save } = onRay;
  await tools.enter("preparing");
  const submissions = remote.submissionId === null ? remote.submissions + 1 : remote.submissions;
  const id = remote.submissionId ?? `${task.id}-${submissions}`;
  await save({ submissionId: id, submissions });
  await tools.report({ sentence: "Makes the package and sends it" });
  await cluster.submit(await submissionOf(onRay, id), tools.signal);
  await save({ isSubmitted: true });
  await tools.note(`Submitted as ${id}`);
}

async function lookAt(onRay: OnRay, id: string): Promise<TrainingLook> {
  const { task, tools, cluster, remote, save } = onRay;
  const found = await cluster.look(id, tools.signal);
  if (!found) return forgottenByRay(onRay, id);
  if (remote.missingSince !== null) await save({ missingSince: null });
  const { status, message } = found;
  const hasEnded = status === "done" || status === "failed" || status === "stopped";
  if (status === "waiting") await tools.report({ sentence: message });
  else if (await readRayLog(onRay, id, { isLast: hasEnded })) return { kind: "later", delayMs: 0 };
  if (hasEnded) return endRay(onRay, found);
  if (status === "running") await tools.enter("running");
  if (task.stopAskedAt !== null) await cluster.stop(id, tools.signal);
  return { kind: "later", delayMs: paceOf(onRay, status) };
}

/** A log is sent anew from its beginning each time: the longer it is, the less often it is asked for. */
function paceOf({ remote, task }: OnRay, status: ClusterStatus): number {
  if (task.stopAskedAt !== null || status === "waiting") return 3_000;
  return Math.min(60_000, 2_000 + remote.read / 500);
}
