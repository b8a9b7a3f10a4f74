import { countMasked } from "@/lib/data/training/masked-turns";
import { listTrainerHosts } from "@/lib/data/training/trainer-hosts";
import { findTrainingPlace } from "@/lib/data/training/training-places";
import type { ExportPlan } from "@/lib/domain/training/training-export";
import { type Limit, limitsOf } from "@/lib/domain/training-job/limits";
import type { TrainingSpec } from "@/lib/domain/training-job/spec";
import { limitsAt } from "./told-of-place";

/** What the way of a training cannot do of it, by what is known now of places and hosts. */
export async function limitsNow(spec: TrainingSpec, plan: ExportPlan): Promise<Limit[]> {
  const place = spec.placeId === null ? null : await findTrainingPlace(spec.placeId);
  const there = (await listTrainerHosts()).filter(({ isAway }) => !isAway);
  const taught = plan.filter(({ part }) => part === "train");
  const limits = limitsOf(spec, {
    abilities: place?.abilities ?? null,
    hosts: there.length,
    hostsWithGpu: there.filter(({ abilities }) => abilities.gpus.length > 0).length,
    dialogues: taught.reduce((sum, { dialogues }) => sum + dialogues, 0),
    masked: await countMasked(spec.parts.map(({ snapshotId }) => snapshotId)),
  });
  limits.push(...limitsAt(spec, place));
  const isWrong = place !== null && place.kind !== spec.way;
  if (isWrong || (spec.placeId !== null && !place))
    limits.push({ words: "That place was removed, or is of another kind. Choose another one.", isRefused: true });
  return limits;
}
