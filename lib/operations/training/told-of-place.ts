import { assertNever } from "@/lib/base/assert";
import type { Limit } from "@/lib/domain/training-job/limits";
import type { TrainingPlace } from "@/lib/domain/training-job/place";
import type { TrainingSpec } from "@/lib/domain/training-job/spec";
import type { Translated } from "@/lib/domain/training-job/translated";
import { dialectOf } from "@/lib/domain/tuning-dialects";
import { tuningSettings } from "@/lib/domain/tuning-settings";
import { engineSettings } from "@/lib/engines/engine-settings";

type Place = Pick<TrainingPlace, "kind" | "baseUrl" | "settings" | "abilities">;

/** What becomes of each setting, by who trains; empty where nobody knows yet, or it is the studio's own model. */
export function translatedAt(spec: TrainingSpec, place: Place | null): readonly Translated[] {
  switch (spec.way) {
    case "embedded":
      return [];
    case "fine_tuning":
      return place?.kind === "fine_tuning"
        ? tuningSettings(spec, dialectOf(place), place.settings.baseRate).translated
        : [];
    case "ray":
      return place?.kind === "ray" ? [...engineSettings(spec), cardsAt(spec, place)] : engineSettings(spec);
    case "studio":
    case "bundle":
      return engineSettings(spec);
    default:
      return assertNever(spec.way);
  }
}

/** A cluster is asked for as many cards as its place says; a training uses no more of them than it says itself. */
function cardsAt({ devices }: TrainingSpec, { settings: { gpus } }: Place): Translated {
  const about = { field: "devices", setting: "Devices", asked: devices === null ? "all" : `${devices}` };
  if (gpus === 0)
    return Object.assign(about, {
      sent: null,
      words: "It is trained on a CPU: the place asks the cluster for no GPUs.",
      isKept: devices === null,
    });
  const used = Math.min(devices ?? gpus, gpus);
  const words = `${used} of the ${gpus} that the place asks the cluster for.`;
  return Object.assign(about, { sent: `entrypoint_num_gpus ${gpus}`, words, isKept: (devices ?? gpus) <= gpus });
}

/** What a place is known not to do of it, besides what a look at it found. */
export function limitsAt(spec: TrainingSpec, place: Place | null): Limit[] {
  const told = (words: string, isRefused = false): Limit => ({ words, isRefused });
  if (place?.kind === "fine_tuning" && spec.way === "fine_tuning") {
    const { name, notes, preference } = dialectOf(place);
    const found = notes.map((words) => told(words));
    if (spec.template === "dyadic")
      found.push(told("Fine-tuning servers write dialogues by their own chat template. Choose that one.", true));
    if (spec.target === "preference" && preference === false)
      found.push(told(`${name} trains no preferences. Choose another way, or what people said.`, true));
    return found;
  }
  if (place?.kind !== "ray" || spec.way !== "ray") return [];
  const { gpus: wanted, storage } = place.settings;
  const has = place.abilities?.gpus ?? null;
  const found: Limit[] = [];
  if (has !== null && wanted > has)
    found.push(told(`It asks for ${wanted} GPUs, and the cluster has ${has}: it waits until there are as many.`));
  if (spec.needsGpu && wanted === 0)
    found.push(told("A GPU is asked for, and jobs of this place ask for none. Say at the place how many.", true));
  if (storage === "")
    found.push(
      told(
        "No storage is named at the place: what is trained stays on the machine that trained it, and a retry begins anew.",
      ),
    );
  return found;
}
