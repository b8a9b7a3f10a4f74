import { chat, from, named, tagged, text, turns } from "./mutated-rows.mjs";

/** @typedef {import("./mutated-rows.mjs").Random} Random */

/**
 * Two answers: mostly different, often with the same beginning, now and then the same, or empty.
 * @param {Random} random
 */
function answers(random) {
  const chosen = text(random);
  const kind = random();
  return [
    chosen,
    kind < 0.05 ? chosen : kind < 0.4 ? `${[...chosen].slice(0, 20).join("")}${text(random)}` : text(random),
  ];
}

/**
 * Turns up to a question, or not.
 * @param {Random} random
 * @param {string[]} sides
 */
function asked(random, sides) {
  const said = turns(random, sides);
  if (random() < 0.9 && said.at(-1)?.role === sides[1]) said.pop();
  return said;
}

const message = (/** @type {string} */ content) => ({ role: "assistant", content });
const plain = () => ({});

/** @param {Random} random */
function trlPrompt(random) {
  const prompt = chat(asked(random, named), plain);
  return prompt.length > 0 ? prompt : [{ role: "user", content: text(random) }];
}

/** @param {Random} random */
function swiftMessages(random) {
  const said = chat(asked(random, named), plain);
  const [chosen, rejected] = answers(random);
  return { messages: [...said, message(chosen)], rejected };
}

/** @param {Random} random */
function ranking(random) {
  const said = asked(random, from);
  const system = said[0]?.role === "system" && random() < 0.5 ? (said.shift()?.text ?? "") : "";
  const [chosen, rejected] = answers(random).map((value) => ({ from: "gpt", value }));
  return { system, conversations: tagged(said), chosen, rejected };
}

/** @type {Record<string, Record<string, (random: Random) => Record<string, unknown>>>} */
export const signalShapes = {
  trl: {
    preference: (random) => {
      const [chosen, rejected] = answers(random).map((content) => [message(content)]);
      return { prompt: trlPrompt(random), chosen, rejected };
    },
    binary: (random) => ({ prompt: trlPrompt(random), completion: [message(text(random))], label: random() < 0.5 }),
    reward: (random) => {
      const prompt = trlPrompt(random);
      const [chosen, rejected] = answers(random).map((content) => [...prompt, message(content)]);
      return { chosen, rejected };
    },
  },
  llama_factory: {
    preference: ranking,
    reward: ranking,
    binary: (random) => {
      const { system, conversations } = ranking(random);
      return {
        system,
        conversations: [...conversations, { from: "gpt", value: text(random) }],
        kto_tag: random() < 0.5,
      };
    },
  },
  axolotl: {
    preference: (random) => {
      const [chosen, rejected] = answers(random).map(message);
      return { messages: chat(asked(random, named), plain), chosen, rejected };
    },
  },
  ms_swift: {
    preference: (random) => {
      const { messages, rejected } = swiftMessages(random);
      return { messages, rejected_response: rejected };
    },
    reward: (random) => {
      const { messages, rejected } = swiftMessages(random);
      return { messages, rejected_response: rejected };
    },
    binary: (random) => ({ messages: swiftMessages(random).messages, label: random() < 0.5 }),
  },
};
