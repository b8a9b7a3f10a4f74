import type { InputOf } from "@/lib/contract/endpoints";
import { preferenceFacts } from "@/lib/contract/preference-facts";
import { trainerFacts } from "@/lib/contract/trainer-facts";
import type { Speaker } from "@/lib/domain/dialogue";
import type { Container, ReasoningPlace, Target, TrainerId } from "@/lib/domain/training/recipe";
import type { Signal } from "@/lib/domain/training/signal";

/** A recipe as it is chosen; "" is what the trainer usually has. */
export type RecipeDraft = {
  target: Target;
  trainer: TrainerId;
  container: Container | "";
  reasoning: ReasoningPlace;
  /** Whose turns people preferred, or found good. */
  side: Speaker;
  /** What becomes rows of what people said. */
  signals: readonly Signal[];
  /** What the trainer's dialect lets one choose besides. */
  options: Record<string, string>;
  /** What is mixed, the page's own snapshot first, each with its weight ("": all of each); empty: that snapshot alone. */
  mix: MixRow[];
  /** A stored split; empty: all is trained on. */
  splitId: string;
  /** So many dialogues; empty: all. */
  size: string;
  /** How the model that is trained reads; empty: a stand-in. */
  tokenizerId: string;
  /** Dialogues that a person left out after they saw what the trainer does with them. */
  leftOut: string[];
};

/** `key` tells rows apart while they change. */
export type MixRow = { key: number; snapshotId: string; weight: string };

/** What menus know of a trainer. */
export type TrainerFacts = {
  name: string;
  use: string;
  trainer: TrainerId;
  targets: readonly Target[];
  masks: "marked" | "exploded" | "none";
  reasoning: readonly ReasoningPlace[];
  containers: readonly Container[];
  length: { setting: string; usual: number } | null;
  choices: Readonly<Record<string, { values: readonly string[]; usual: string }>>;
};

const all: readonly TrainerFacts[] = [...Object.values(trainerFacts), ...Object.values(preferenceFacts)];

export const usualDraft: RecipeDraft = {
  target: "assistant",
  trainer: "llama_factory",
  container: "",
  reasoning: "drop",
  side: "assistant",
  signals: ["edit", "regeneration", "rejection", "branch", "vote", "acceptance"],
  options: {},
  mix: [],
  splitId: "",
  size: "",
  tokenizerId: "",
  leftOut: [],
};

/** The trainers that learn that from a file, the usual one first. */
export function trainersFor(target: Target): TrainerFacts[] {
  const able = all.filter(({ targets }) => targets.includes(target));
  return able.sort((a, b) => Number(b.trainer === usualDraft.trainer) - Number(a.trainer === usualDraft.trainer));
}

/** The targets that some trainer learns from a file. */
export function possibleTargets(targets: readonly Target[]): Target[] {
  return targets.filter((target) => trainersFor(target).length > 0);
}

export function factsOf({ trainer, target }: Pick<RecipeDraft, "trainer" | "target">): TrainerFacts | undefined {
  return all.find((facts) => facts.trainer === trainer && facts.targets.includes(target));
}

/** The draft with another target or trainer: what the new trainer does not know falls back to what it usually has. */
export function withChoice(draft: RecipeDraft, choice: Partial<Pick<RecipeDraft, "target" | "trainer">>): RecipeDraft {
  const target = choice.target ?? draft.target;
  const wanted = choice.trainer ?? draft.trainer;
  const facts = factsOf({ trainer: wanted, target }) ?? trainersFor(target)[0];
  if (!facts) return draft;
  const { trainer, reasoning, containers, choices } = facts;
  return {
    ...draft,
    target,
    trainer,
    reasoning: reasoning.includes(draft.reasoning) ? draft.reasoning : (reasoning[0] ?? "drop"),
    container: draft.container !== "" && containers.includes(draft.container) ? draft.container : "",
    options: Object.fromEntries(
      Object.entries(draft.options).filter(([name, value]) => choices[name]?.values.includes(value)),
    ),
  };
}

/** What cannot be sent, by the field that it stands in. */
export function faultsOf({ size, mix }: RecipeDraft): Record<string, string> {
  const faults: Record<string, string> = {};
  if (size.trim() !== "" && !(Number.isInteger(Number(size)) && Number(size) > 0))
    faults["subset.size"] = "A whole number above 0, or nothing for all";
  const isWeighed = mix.some(({ weight }) => weight !== "");
  mix.forEach(({ weight }, i) => {
    if (isWeighed && weight === "") faults[`parts.${i}.weight`] = "Each a weight, or none";
    else if (isWeighed && !(Number(weight) > 0 && Number(weight) <= 1_000))
      faults[`parts.${i}.weight`] = "Above 0, at most 1,000";
  });
  return faults;
}

/** The subset's seed: whoever asks for another number of the same snapshot gets more, or fewer, of the same dialogues. */
const subsetSeed = 125;

export function recipeOf(snapshotId: string, draft: RecipeDraft): InputOf<"createTrainingExport">["body"] {
  const { target, trainer, container, reasoning, side, signals, options, mix, splitId, size, tokenizerId, leftOut } =
    draft;
  return {
    parts:
      mix.length > 0
        ? mix.map((part) => ({ snapshotId: part.snapshotId, weight: part.weight === "" ? null : Number(part.weight) }))
        : [{ snapshotId }],
    subset: size.trim() === "" ? null : { size: Number(size), seed: subsetSeed },
    splitId: splitId || null,
    target,
    trainer,
    container: container || null,
    reasoning,
    side,
    signals: [...signals],
    options,
    tokenizerId: tokenizerId || null,
    leftOut,
  };
}
