import type { ActChange, ActInput, Refusal } from "./act-plan";
import { pathOf, refuse } from "./act-plan";
import type { DialogueAct } from "./decision";
import type { Turn } from "./dialogue";
import { planDelete } from "./plan-curation";

type Split = Extract<DialogueAct, { kind: "split" }>;

/** The dialogue itself goes into the trash, whole, with all its branches; its parts stand in its place. */
export function planSplit(input: ActInput, act: Split): ActChange | Refusal {
  if (input.dialogue.origin.kind === "run")
    return refuse("conflict", "It was written here; dialogues of a run end where its rules for stopping say.");
  const parts = partsOfPath(pathOf(input), act.ends);
  if (parts === null)
    return refuse("invalid", "A part ends on an answer of the dialogue, one after another. Nothing was changed.");
  return planDelete(input);
}

/** The turns of a path, part by part; null where it is not cut so that each part begins with a question. */
export function partsOfPath<T extends Pick<Turn, "id" | "speaker">>(
  path: readonly T[],
  ends: readonly string[],
): T[][] | null {
  const cuts = ends.map((id) => path.findIndex((turn) => turn.id === id) + 1);
  const places = [0, ...cuts, path.length];
  if (places.some((place, i) => i > 0 && place <= (places[i - 1] ?? 0))) return null;
  const parts = places.slice(1).map((place, i) => path.slice(places[i], place));
  return parts.slice(1).every(([first]) => first?.speaker === "user") ? parts : null;
}
