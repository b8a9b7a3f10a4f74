import type { TrainerId } from "@/lib/domain/training/recipe";
import type { SignalTarget } from "@/lib/domain/training/signal";
import type { Rules } from "./loaded-row";
import { asScores } from "./rules/answers";
import { axolotlDpo } from "./rules/axolotl";
import { llamaFactoryKto, llamaFactoryRanking } from "./rules/llama-factory-signals";
import { llamaFactoryV1Pairs } from "./rules/llama-factory-v1";
import { msSwiftKto, msSwiftPairs } from "./rules/ms-swift";
import { openAiPreference } from "./rules/openai";
import { trlDpo, trlKto, trlReward } from "./rules/trl";

/** How trainers load what teaches them what people preferred. */
export const rulesOfSignals: Record<SignalTarget, Partial<Record<TrainerId, Rules>>> = {
  preference: {
    llama_factory: llamaFactoryRanking,
    llama_factory_v1: llamaFactoryV1Pairs,
    trl: trlDpo,
    openai: openAiPreference,
    axolotl: axolotlDpo,
    ms_swift: msSwiftPairs,
  },
  binary: { llama_factory: llamaFactoryKto, trl: trlKto, ms_swift: msSwiftKto },
  reward: {
    llama_factory: asScores(llamaFactoryRanking),
    llama_factory_v1: asScores(llamaFactoryV1Pairs),
    trl: trlReward,
    ms_swift: asScores(msSwiftPairs),
  },
};
