import type { Look } from "@/lib/clusters/cluster";
import type { TrainingFault } from "@/lib/domain/training-job/event";
import { trainingOutcomeSchema } from "@/lib/domain/training-job/training-job";
import { resultOf } from "./ray-package";
import type { OnRay } from "./ray-remote";
import type { TrainingLook } from "./training-way";

/** A head that is being restarted may not know its jobs for so long. */
const appearsWithinMs = 120_000;

/** What comes of a submission that has ended, once its log was read to the end. */
export function endRay({ task, place, remote }: OnRay, { status, message }: Look): TrainingLook {
  if (status === "stopped") {
    if (task.stopAskedAt !== null) return { kind: "stopped" };
    const error = `Somebody stopped it on ${place.name}. Trying again goes on from the last checkpoint, where its folder is one that all machines share.`;
    return { kind: "failed", fault: "died", error };
  }
  if (remote.fault !== null) return { kind: "failed", fault: remote.fault.kind, error: remote.fault.error };
  if (status === "failed") {
    const [fault, what] = whyOf(message);
    return { kind: "failed", fault, error: `${place.name}: ${message || "it failed without a word of why."}${what}` };
  }
  const folder = resultOf(task, place.settings, remote.folder);
  if (folder === null) {
    const error = `It ended on ${place.name} without saying what it made. Its log tells more.`;
    return { kind: "failed", fault: "died", error };
  }
  const note =
    place.settings.storage === ""
      ? "Its files lie on the machine of the cluster that trained, and may be gone with it: name a folder that all machines share, or a bucket, at the place."
      : "Serve its files from where they lie, and register the address at which they answer.";
  return { kind: "done", outcome: trainingOutcomeSchema.parse({ steps: remote.step, folder, note }), entry: null };
}

/** The cluster does not know it any more. */
export async function forgottenByRay({ place, remote, save, now }: OnRay, id: string): Promise<TrainingLook> {
  if (remote.missingSince === null) await save({ missingSince: new Date(now()).toISOString() });
  if (now() - Date.parse(remote.missingSince ?? "") < appearsWithinMs) return { kind: "later", delayMs: 10_000 };
  const error = `${place.name} does not know ${id} any more: its head was restarted, or the job was removed there. Trying again submits it anew; it goes on from the last checkpoint, where its folder is one that all machines share.`;
  return { kind: "failed", fault: "died", error };
}

const reasons: readonly (readonly [RegExp, TrainingFault, string])[] = [
  [
    /out of memory|\boom|exit code -?(?:9|137)\b|SIGKILL/i,
    "out_of_memory",
    " Lower the batch or the context length, or train LoRA.",
  ],
  [
    /runtime.?env|pip install|working_dir/i,
    "refused",
    " Its packages could not be installed: correct them at the place.",
  ],
  [/no space left|disk/i, "disk_full", " Make room there."],
  [/unschedulable|resources|gpu/i, "no_gpu", " Ask for fewer cards at the place."],
];

/** Why, as far as the words of the cluster tell, and what to do about it. */
function whyOf(message: string): readonly [TrainingFault, string] {
  const found = reasons.find(([pattern]) => pattern.test(message));
  return found ? [found[1], found[2]] : ["died", " Its log tells more; trying again submits it anew."];
}
