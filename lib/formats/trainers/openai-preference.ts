import { pairFormat } from "./signal-format";

/** OpenAI style preference rows: one input, two outputs of one message each. */
export const openAiPreference = pairFormat({
  id: "openai_preference",
  name: "OpenAI preference",
  use: "an input and two outputs, as Azure, Together and Fireworks read them, too",
  trainer: "openai",
  targets: ["preference"],
  containers: ["jsonl"],
  length: null,
  fields: {
    input: "messages (role and content) that both outputs answer, with no tools",
    preferred_output: "the message that people preferred, in a list",
    non_preferred_output: "the other one, in a list",
  },
  notes: [
    "Together wants exactly one message in each output, as here; Fireworks wants three rows at least, OpenAI ten.",
    "OpenAI itself closes fine-tuning: organisations new to it are refused since May 2026, all others from January 2027.",
  ],
  beside: () => [],
  record: ({ prompt, chosen, rejected }) => ({
    input: { messages: prompt, tools: [], parallel_tool_calls: true },
    preferred_output: [chosen],
    non_preferred_output: [rejected],
  }),
});
