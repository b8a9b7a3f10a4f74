import * as z from "zod";
import type { ExportedDialogue } from "@/lib/domain/dialogue-in-file";
import type { Records } from "../format";
import { hasLoneSurrogate } from "./lay-out";
import { mediaTypes } from "./sft-format";
import type { MadeRows, Told } from "./trainer";
import { writeRows } from "./write-rows";

const options = z.strictObject({
  target: z.enum(["assistant"]).default("assistant"),
  container: z.enum(["jsonl"]).default("jsonl"),
  file: z.enum(["questions", "answers"]).default("questions"),
});
type Options = z.output<typeof options>;

/** FastChat's questions ask twice at most. */
const mostRounds = 2;

/** MT-Bench's files of what dialogues begin with: questions to put to models, or what was answered, to be judged beside them. */
export const mtBench = {
  id: "mt_bench",
  name: "MT-Bench",
  use: "what dialogues begin with as question.jsonl, or its answers as model_answer",
  extension: "jsonl",
  alsoEndsWith: [],
  mediaType: mediaTypes.jsonl,
  firstLine: null,
  subject: "training" as const,
  sides: ["assistant"] as const,
  masks: false,
  options,
  fields: {
    question_id: "the dialogue's id: the same in the questions and in their answers",
    category: "dialogue, for all; with file = answers, answer_id and model_id stand instead",
    turns:
      "the first two questions of the user, or the one that there is; with file = answers, what was answered, in choices",
  },
  write: (dialogues: Records<ExportedDialogue>, chosen: Options, isBegun = false) =>
    writeRows(dialogues, { container: "jsonl", isBegun }, (dialogue) => rowsOf(dialogue, chosen)),
  trainer: {
    trainer: "mt_bench" as const,
    targets: ["assistant"] as const,
    masks: "none" as const,
    reasoning: ["drop"] as const,
    containers: ["jsonl"] as const,
    length: null,
    notes: () => [
      "Nothing is trained on this file: models answer its questions, and judges compare the answers.",
      "It holds the first two rounds of each dialogue, under the dialogue's id; make one export of the questions and one of the answers.",
      "Answers here stand under the model id snapshot, whoever gave them.",
    ],
    beside: ({ file }: Options, [data = ""]: readonly string[]) => [
      { name: "how-to-judge.md", text: file === "questions" ? ofQuestions(data) : ofAnswers(data) },
    ],
    rowsOf,
  },
};

function rowsOf({ id, assistantPrompt, turns }: ExportedDialogue, { file }: Options): MadeRows {
  const asked = turns.filter(({ speaker }) => speaker === "user").slice(0, mostRounds);
  const answered = turns.filter(({ speaker }) => speaker === "assistant").slice(0, mostRounds);
  const rounds = Math.min(asked.length, answered.length);
  const held = (file === "questions" ? asked : answered).slice(0, rounds);
  if (rounds === 0) return { rows: [], told: [{ rule: "nothing_trained", turnId: null }] };
  const broken = held.find(({ text }) => hasLoneSurrogate(text));
  if (broken) return { rows: [], told: [{ rule: "broken_text", turnId: broken.id }] };
  const told: Told[] = assistantPrompt.trim() ? [{ rule: "prompt_left_out", turnId: null }] : [];
  const texts = held.map(({ text }) => text);
  const record =
    file === "questions"
      ? { question_id: id, category: "dialogue", turns: texts }
      : { question_id: id, answer_id: `${id}-answer`, model_id: "snapshot", choices: [{ index: 0, turns: texts }] };
  return { rows: [{ record, turns: held.map((turn) => ({ id: turn.id, isTrained: false })) }], told };
}

function ofQuestions(data: string): string {
  return `# Asking these questions

Put ${data} where FastChat's llm_judge looks for a benchmark of your own:

\`\`\`
mkdir -p data/own && cp ${data} data/own/question.jsonl
python gen_model_answer.py --bench-name own --model-path YOUR_MODEL --model-id YOUR_NAME
\`\`\`
`;
}

function ofAnswers(data: string): string {
  return `# Having these answers judged

Put ${data} beside the questions of the same snapshot, which an export of its own holds:

\`\`\`
mkdir -p data/own/model_answer && cp ${data} data/own/model_answer/snapshot.jsonl
python gen_judgment.py --bench-name own --model-list snapshot
\`\`\`
`;
}
