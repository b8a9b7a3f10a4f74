import { dropped, type Rules } from "../loaded-row";
import { both } from "./answers";
import { llamaFactoryV1 } from "./llama-factory-v1";

/** LLaMA-Factory's new loader reads both answers as it reads any dialogue. */
export const llamaFactoryV1Pairs: Rules = {
  ...llamaFactoryV1,
  load: (given, setting) => {
    const [chosen, rejected] = [given.chosen_messages, given.rejected_messages].map((messages) => {
      const loaded = llamaFactoryV1.load({ messages }, setting);
      return loaded.at(-1) ?? dropped([], "no_messages");
    });
    return chosen && rejected ? both(chosen, rejected) : [];
  },
};
