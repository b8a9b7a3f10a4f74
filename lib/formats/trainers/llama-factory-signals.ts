import { stemOf } from "./companions";
import type { Mark } from "./lay-out";
import { type AskedPair, labelFormat, type PlainMessage, pairFormat } from "./signal-format";
import type { Companion } from "./trainer";

const marks: readonly Mark[] = [{ pattern: /<(image|video|audio)>/, rule: "media_mark" }];
const taggedColumn = { fields: { from: "text", value: "text" } } as const;
const lost =
  "Rows whose sides do not alternate, or with an empty answer, are lost with no more than a line in its log; this file holds none.";

/** LLaMA-Factory's own loader for pairs: the conversation ends on a question, both answers are objects beside it. */
export const llamaFactoryRanking = pairFormat({
  id: "llama_factory_ranking",
  name: "LLaMA-Factory ranking",
  use: "conversations with two answers, their dataset_info.json and settings",
  trainer: "llama_factory",
  targets: ["preference", "reward"],
  containers: ["json", "jsonl", "parquet"],
  columns: { system: "text", conversations: { list: taggedColumn }, chosen: taggedColumn, rejected: taggedColumn },
  length: { setting: "cutoff_len", usual: 2048 },
  fields: {
    system: "the system prompt; empty where there is none",
    conversations: "the turns that both answer: from (human, gpt) and value; the last one is a human's",
    chosen: "from and value of the answer that people preferred",
    rejected: "from and value of the other one",
  },
  notes: [lost, "Rows are cut after 2,048 tokens unless cutoff_len says more."],
  beside: (files) =>
    companions(files, { messages: "conversations", system: "system", chosen: "chosen", rejected: "rejected" }, [
      "# dpo learns to answer so; rm makes a model that scores answers.",
      "stage: dpo",
    ]),
  marks,
  record: ({ prompt, chosen, rejected }: AskedPair) =>
    Object.assign(asked(prompt), { chosen: tagged(chosen), rejected: tagged(rejected) }),
});

/** The same loader for single answers: `kto_tag` must be true or false, not a word. */
export const llamaFactoryKto = labelFormat({
  id: "llama_factory_kto",
  name: "LLaMA-Factory KTO",
  use: "conversations with kto_tag, their dataset_info.json and settings",
  trainer: "llama_factory",
  containers: ["json", "jsonl", "parquet"],
  columns: { system: "text", conversations: { list: taggedColumn }, kto_tag: "truth" },
  length: { setting: "cutoff_len", usual: 2048 },
  fields: {
    system: "the system prompt; empty where there is none",
    conversations: "the turns: from (human, gpt) and value; the last one is the answer that people judged",
    kto_tag: "true where it is good, false where it is not",
  },
  notes: [
    lost,
    "Each answer is compared with the prompt of the row before: rows are shuffled, and rows of one prompt stand apart.",
    "Where there are more good rows than bad ones, or the other way round, set kto_chosen_weight and kto_rejected_weight.",
    "Rows are cut after 2,048 tokens unless cutoff_len says more.",
  ],
  beside: (files) =>
    companions(files, { messages: "conversations", system: "system", kto_tag: "kto_tag" }, ["stage: kto"]),
  marks,
  record: ({ prompt, completion, label }) => Object.assign(asked([...prompt, completion]), { kto_tag: label }),
});

function asked(messages: readonly PlainMessage[]) {
  const [first, ...rest] = messages;
  const hasSystem = first?.role === "system";
  return { system: hasSystem ? first.content : "", conversations: (hasSystem ? rest : messages).map(tagged) };
}

function tagged({ role, content }: PlainMessage) {
  return { from: role === "user" ? "human" : "gpt", value: content };
}

/** Columns and tags that an entry leaves out count as missing: all are named. */
function companions(files: readonly string[], columns: Record<string, string>, stage: string[]): Companion[] {
  const entry = (file: string) => ({
    file_name: file,
    formatting: "sharegpt",
    ranking: "chosen" in columns,
    columns,
    tags: {
      role_tag: "from",
      content_tag: "value",
      user_tag: "human",
      assistant_tag: "gpt",
      observation_tag: "observation",
      function_tag: "function_call",
      system_tag: "system",
    },
  });
  const entries = Object.fromEntries(files.map((file) => [stemOf(file), entry(file)]));
  const settings = `# llamafactory-cli train llama-factory.yaml
model_name_or_path: YOUR_BASE_MODEL
template: ITS_TEMPLATE
${stage.join("\n")}
do_train: true
finetuning_type: lora
dataset_dir: .
dataset: ${stemOf(files[0] ?? "")}
# Longer rows are cut; it is 2048 unless said.
cutoff_len: 4096
output_dir: out
`;
  return [
    { name: "dataset_info.json", text: `${JSON.stringify(entries, null, 2)}\n` },
    { name: "llama-factory.yaml", text: settings },
  ];
}
