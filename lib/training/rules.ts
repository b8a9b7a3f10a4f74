import type { Target, TrainerId } from "@/lib/domain/training/recipe";
import type { Rules } from "./loaded-row";
import { axolotl } from "./rules/axolotl";
import { fastChat } from "./rules/fastchat";
import { llamaFactory } from "./rules/llama-factory";
import { llamaFactoryV1 } from "./rules/llama-factory-v1";
import { msSwift } from "./rules/ms-swift";
import { openAi } from "./rules/openai";
import { platoLm } from "./rules/platolm";
import { tinker } from "./rules/tinker";
import { tokenised } from "./rules/tokenised";
import { trl } from "./rules/trl";
import { unsloth } from "./rules/unsloth";
import { rulesOfSignals } from "./rules-of-signals";

/** How each trainer loads dialogues that are written for it; null where a file is for no trainer in particular. */
export const rulesOf: Readonly<Record<TrainerId, Rules | null>> = {
  llama_factory: llamaFactory,
  llama_factory_v1: llamaFactoryV1,
  trl,
  openai: openAi,
  axolotl,
  ms_swift: msSwift,
  tinker,
  unsloth,
  fastchat: fastChat,
  platolm: platoLm,
  tokenised,
  mt_bench: null,
  sharegpt: null,
  realchat: null,
};

/** The same of what a trainer is given to learn this; null where nobody has restated it, or there is nothing to restate. */
export function rulesFor(trainer: TrainerId, target: Target): Rules | null {
  if (target === "assistant" || target === "user" || target === "whole") return rulesOf[trainer];
  return rulesOfSignals[target][trainer] ?? null;
}
