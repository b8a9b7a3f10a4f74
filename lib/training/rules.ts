import type { TrainerId } from "@/lib/domain/training/recipe";
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

/** How each trainer loads what is written for it; null where a file is for no trainer in particular. */
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
  sharegpt: null,
};
