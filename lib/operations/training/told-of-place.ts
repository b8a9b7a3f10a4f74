import type { Limit } from "@/lib/domain/training-job/limits";
import type { TrainingPlace } from "@/lib/domain/training-job/place";
import type { TrainingSpec } from "@/lib/domain/training-job/spec";
import { dialectOf } from "@/lib/domain/tuning-dialects";
import { type Translated, tuningSettings } from "@/lib/domain/tuning-settings";

type Place = Pick<TrainingPlace, "kind" | "baseUrl" | "settings" | "abilities">;

/** What becomes of each setting at the place of a training; empty where they go as they are. */
export function translatedAt(spec: TrainingSpec, place: Place | null): readonly Translated[] {
  if (spec.way !== "fine_tuning" || place?.kind !== "fine_tuning") return [];
  return tuningSettings(spec, dialectOf(place), place.settings.baseRate).translated;
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
