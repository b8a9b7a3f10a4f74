import * as z from "zod";
import { speakerSchema } from "@/lib/domain/dialogue";
import type { ExportedDialogue } from "@/lib/domain/dialogue-in-file";
import type { Records } from "../format";
import { chatMessages } from "./chat-messages";
import { howTo, loaderOf } from "./companions";
import { type Dialect, layOutRows, type Message } from "./lay-out";
import { mediaTypes } from "./sft-format";
import type { MadeRows, Tokenise, TokensOfMessages, Told } from "./trainer";
import { writeRows, writeTable } from "./write-rows";

const options = z.strictObject({
  target: speakerSchema.default("assistant"),
  reasoning: z.enum(["drop", "inline"]).default("drop"),
  container: z.enum(["parquet", "jsonl"]).default("parquet"),
  max_length: z.enum(["1024", "2048", "4096", "8192", "16384", "32768", "131072"]).default("4096"),
});
type Options = z.output<typeof options>;

/** Tokens with labels of their own, which trainers take as they are: any mask, of either side, whatever the trainer's own rules. */
export const tokenised = {
  id: "tokenised",
  name: "Tokens",
  use: "input_ids and labels in Parquet: any mask, for trainers that take labels as they are",
  extension: "parquet",
  alsoEndsWith: [],
  mediaType: mediaTypes.parquet,
  firstLine: null,
  subject: "training" as const,
  sides: ["assistant", "user"] as const,
  masks: true,
  options,
  fields: {
    input_ids: "the dialogue as the model reads it, token by token",
    attention_mask: "1 for each of them",
    labels: "the same tokens where they are trained, else -100",
  },
  write: (dialogues: Records<ExportedDialogue>, chosen: Options, isBegun: boolean, tokenise: Tokenise) => {
    const rows = (dialogue: ExportedDialogue) => rowsOf(dialogue, chosen, tokenise);
    return chosen.container === "parquet"
      ? writeTable(dialogues, columns, rows)
      : writeRows(dialogues, { container: "jsonl", isBegun }, rows);
  },
  trainer: {
    trainer: "tokenised" as const,
    targets: ["assistant", "user"] as const,
    masks: "marked" as const,
    reasoning: ["drop", "inline"] as const,
    containers: ["parquet", "jsonl"] as const,
    length: null,
    isTokens: true as const,
    notes: ({ max_length: length }: Options) => [
      "Its tokens are of one tokenizer and one chat template: train a model that has both, or what it learns is noise. Which ones they are stands in the audit.",
      "A turn is trained with the mark that ends it, of either side under its own name; nothing is changed over for the user's side.",
      `Dialogues are cut after ${Number(length).toLocaleString("en")} tokens, here and not by the trainer: do not let it cut earlier.`,
    ],
    beside: (_: Options, [train = ""]: readonly string[]) => [
      howTo(
        "tokens",
        `pip install "trl>=1.16"`,
        "python",
        `from datasets import load_dataset
from trl import SFTConfig, SFTTrainer

rows = load_dataset("${loaderOf(train)}", data_files="${train}", split="train")
# Labels are taken as they are; max_length=None leaves the rows whole.
settings = SFTConfig(output_dir="out", max_length=None)
SFTTrainer(model="YOUR_BASE_MODEL", args=settings, train_dataset=rows).train()`,
      ),
    ],
    rowsOf,
  },
};

const numbers = { list: "number" } as const;
const columns = { input_ids: numbers, attention_mask: numbers, labels: numbers };

function rowsOf(dialogue: ExportedDialogue, chosen: Options, tokenise: Tokenise): MadeRows {
  let said: Message[] = [];
  const { rows, told } = layOutRows(dialogue, dialectOf(chosen), (messages) => {
    said = messages;
    return {};
  });
  const [laid] = rows;
  if (!laid) return { rows, told };
  const tokens = tokenise(
    chatMessages(said, chosen.reasoning).map(({ role, content }, i) => ({
      role,
      content,
      train: said[i]?.isTrained === true,
    })),
  );
  if (tokens === "mark_in_text" || tokens === null)
    return { rows: [], told: [{ rule: tokens ?? "unread_by_template", turnId: null }] };
  const length = Number(chosen.max_length);
  const labels = tokens.labels.slice(0, length);
  if (labels.every((label) => label === untrained))
    return { rows: [], told: [{ rule: "beyond_length", turnId: null }] };
  const input_ids = tokens.ids.slice(0, length);
  const record = { input_ids, attention_mask: input_ids.map(() => 1), labels };
  const cut: Told[] = tokens.ids.length > length ? [{ rule: "cut_at_length", turnId: null }] : [];
  return { rows: [{ record, turns: laid.turns, owners: turnsOf(tokens, said, length) }], told: told.concat(cut) };
}

const untrained = -100;

function dialectOf({ target, reasoning }: Options): Dialect {
  return {
    target,
    masks: "marked",
    isNative: true,
    hasPrompt: true,
    keepsTools: false,
    keepsThoughts: reasoning !== "drop",
    keepsEnd: false,
    alternates: false,
    // Control marks of common templates: in a text they would end its turn.
    marks: [
      { pattern: /<\|(?:im_start|im_end|endoftext|eot_id|start_header_id|end_header_id)\|>/, rule: "mark_in_text" },
    ],
  };
}

/** For each token the place of its turn among the turns of the row. */
function turnsOf({ owners }: TokensOfMessages, said: readonly Message[], length: number): number[] {
  let turns = 0;
  const placeOf = said.map(({ turn }) => (turn ? turns++ : -1));
  return owners.slice(0, length).map((owner) => placeOf[owner] ?? -1);
}
