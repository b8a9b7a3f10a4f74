import type { Column } from "../parquet/write-parquet";
import { plainCalls } from "./chat-messages";
import { stemOf } from "./companions";
import type { Message } from "./lay-out";
import { sftFormat, toolsOption } from "./sft-format";

const parts: Column = { list: { fields: { type: "text", value: "text" } } };

/** The newer loader of LLaMA-Factory (USE_V1): content in parts, a `loss_weight` on each message. */
export const llamaFactoryV1 = sftFormat({
  id: "llama_factory_v1",
  name: "LLaMA-Factory v1",
  use: "messages in parts, each with its loss_weight",
  trainer: "llama_factory_v1",
  masks: "marked",
  reasoning: ["drop", "reasoning_content"],
  containers: ["jsonl", "json", "parquet"],
  own: { tools: toolsOption },
  columns: () => ({
    messages: { list: { fields: { role: "text", content: parts, loss_weight: "number" } } },
  }),
  length: { setting: "cutoff_len", usual: 2048 },
  fields: { messages: "role, content (parts of type and value), and loss_weight: 1 is trained on, 0 is not" },
  notes: ({ target }) => [
    "Its loader is used when USE_V1=1 is set; loss_weight is honoured on the assistant's messages alone.",
    ...(target === "user"
      ? [
          "The sides are changed over, since weights of user messages are ignored beside supervised answers: the user of the dialogues speaks as the assistant.",
        ]
      : []),
    "Rows are cut after 2,048 tokens unless cutoff_len says more.",
  ],
  beside: (_, files) => [{ name: "dataset.yaml", text: files.map(entry).join("") }],
  dialect: ({ tools }) => ({ keepsTools: tools === "keep" }),
  record: (messages) => ({
    messages: messages.map((message) => ({
      role: message.role,
      content: contentOf(message),
      loss_weight: message.isTrained ? 1 : 0,
    })),
  }),
});

function contentOf({ text, calls, reasoning, isTrained }: Message): { type: string; value: string }[] {
  if (calls !== null) return plainCalls(calls).map((call) => ({ type: "tool_call", value: JSON.stringify(call) }));
  const said = { type: "text", value: text };
  return reasoning !== null && isTrained ? [{ type: "reasoning", value: reasoning }, said] : [said];
}

function entry(file: string): string {
  return `${stemOf(file)}:\n  path: ${file}\n  source: local\n`;
}
