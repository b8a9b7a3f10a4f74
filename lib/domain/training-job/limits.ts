import * as z from "zod";
import { assertNever } from "@/lib/base/assert";
import type { PlaceAbilities } from "./place";
import type { TrainingSpec } from "./spec";

/** The embedded model is learned and held in the worker's own memory. */
export const mostEmbeddedDialogues = 5_000;

/** What a way cannot do of what is asked: `isRefused`, it does not begin; else it is left undone, which is told before. */
export const limitSchema = z.object({ words: z.string(), isRefused: z.boolean() });
export type Limit = z.infer<typeof limitSchema>;

/** What is known of where it is to happen; of a place null until it was looked at. */
export type Where = {
  abilities: PlaceAbilities | null;
  /** Hosts that were heard of within the last minute. */
  hosts: number;
  /** Of them those with a card. */
  hostsWithGpu: number;
  /** Dialogues of the part that is trained on. */
  dialogues: number;
  /** Turns that people took out of training, among them. */
  masked: number;
};

/** All that the way of a job cannot do of it, as far as it is known before the start. */
export function limitsOf(spec: TrainingSpec, where: Where): Limit[] {
  const found = ofWay(spec, where);
  if (where.dialogues === 0) found.push(refused("There is no dialogue to train on. Choose another snapshot or split."));
  return found;
}

function ofWay(spec: TrainingSpec, where: Where): Limit[] {
  switch (spec.way) {
    case "embedded":
      return ofEmbedded(spec, where);
    case "fine_tuning":
      return ofFineTuning(spec, where);
    case "studio":
      return [...ofBase(spec), ...ofHosts(spec, where)];
    case "ray":
      return [...ofBase(spec), ...ofPlace(spec)];
    case "bundle":
      return ofBase(spec);
    default:
      return assertNever(spec.way);
  }
}

function ofEmbedded({ target, base, method, preset }: TrainingSpec, { dialogues }: Where): Limit[] {
  const found: Limit[] = [];
  if (target !== "user" && target !== "assistant")
    found.push(refused("The embedded model learns what people said, not what they preferred. Choose another way."));
  if (base.kind !== "embedded")
    found.push(refused("The embedded way trains the studio's own model alone. Choose that base, or another way."));
  if (method.kind !== "full") found.push(refused("The embedded model has no adapters. Train all of it."));
  if (dialogues > mostEmbeddedDialogues)
    found.push(
      refused(`The embedded model learns at most ${mostEmbeddedDialogues} dialogues. Choose a subset of so many.`),
    );
  if (preset === "userlm") found.push(told("The embedded model reads no system text and has no end token of its own."));
  found.push(told("It repeats the learned turn that fits best; rates, epochs and lengths mean nothing to it."));
  return found;
}

function ofBase({ base, preset, engine, target, template, hyper }: TrainingSpec): Limit[] {
  const found: Limit[] = [];
  const isSpeech = target === "user" || target === "assistant";
  if (template === "dyadic" && (engine !== "trl" || !isSpeech))
    found.push(refused("The paper's template is written for TRL, and for what people said. Take the chat template."));
  if (base.kind === "embedded")
    found.push(
      refused("The embedded model is trained by the embedded way alone. Name a model folder or a repository."),
    );
  if (base.kind === "upstream")
    found.push(refused("That is a model of a fine-tuning server. Name a model folder or a repository of a hub."));
  if (preset === "userlm" && (engine !== "trl" || template !== "chat"))
    found.push(told("Only TRL with the chat template learns an end token of its own; here the usual one is learned."));
  if (engine === "trl" && target === "binary" && hyper.batch < 2)
    found.push(refused("KTO compares the rows of a batch. Take two rows at once, at least."));
  if (engine === "axolotl" && target === "binary")
    found.push(refused("Axolotl is given no files of single labels here. Choose TRL or LLaMA-Factory."));
  return found;
}

function ofHosts({ needsGpu }: TrainingSpec, { hosts, hostsWithGpu }: Where): Limit[] {
  if (hosts === 0) return [told("No trainer is there. It waits until npm run trainer runs on a machine with Python.")];
  if (needsGpu && hostsWithGpu === 0)
    return [told("A GPU is asked for and no trainer that is there has one. It waits until one comes.")];
  return [];
}

function ofPlace({ placeId }: TrainingSpec): Limit[] {
  return placeId === null ? [refused("Choose where: add the cluster under Places first.")] : [];
}

function ofFineTuning(spec: TrainingSpec, { abilities, masked }: Where): Limit[] {
  const { base, target, method, preset, splitId } = spec;
  const found = ofPlace(spec);
  if (base.kind !== "upstream") found.push(refused("Name the base model as the fine-tuning server calls it."));
  if (target === "binary") found.push(refused("Fine-tuning servers take no single labels. Choose another way."));
  if (preset === "userlm") found.push(told("An end token of its own cannot be learned there."));
  const { masks, validation, cancel, lora, full } = abilities ?? {};
  if (masks === false && masked > 0)
    found.push(
      refused(`This server reads no masks, and would train ${masked} turns that people took out. Choose another way.`),
    );
  if (masks === null && masked > 0)
    found.push(told(`Whether this server honours the masks of ${masked} turns is not known.`));
  if (validation === false && splitId !== null) found.push(told("It takes no held-out part: no such loss is shown."));
  if (cancel === false) found.push(told("Once begun it cannot be cancelled there."));
  if (lora === false && method.kind === "lora") found.push(refused("It trains no adapters. Train all weights."));
  if (full === false && method.kind === "full") found.push(refused("It trains adapters alone. Choose LoRA."));
  return found;
}

function refused(words: string): Limit {
  return { words, isRefused: true };
}

function told(words: string): Limit {
  return { words, isRefused: false };
}
