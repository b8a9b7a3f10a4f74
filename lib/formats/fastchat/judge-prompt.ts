import * as z from "zod";
import {
  codePlaceholders,
  describeCase,
  type JudgeCase,
  type JudgePrompt,
  placeholdersOf,
  textPlaceholders,
} from "@/lib/domain/judging/judge-prompt";
import type { Format, LineError } from "../format";
import { gatherLines } from "../gather-lines";
import { refuseLostLetters } from "../lost-letters";
import type { Source } from "../text/decode-text";
import { jsonLinesOf } from "./json-lines-format";

/** A line of judge_prompts.jsonl; fields that are not listed are kept. */
export const promptRecordSchema = z.looseObject({
  name: z.string("name is missing").trim().min(1, "name is empty").max(120),
  type: z.enum(["single", "pairwise"], { error: 'type is "single" or "pairwise"' }),
  system_prompt: z.string("system_prompt is missing; it may be empty"),
  prompt_template: z.string("prompt_template is missing").min(1, "prompt_template is empty"),
  description: z.string().optional(),
  category: z.string().optional(),
  output_format: z.string().optional(),
});
export type PromptRecord = z.infer<typeof promptRecordSchema>;

/** FastChat's judge_prompts.jsonl. */
export const judgePrompts = {
  ...jsonLinesOf(promptRecordSchema),
  id: "judge_prompts",
  name: "Judge prompts",
  use: "judge_prompts.jsonl",
  subject: "judge_prompts",
  fields: {
    name: "such as pair-v2",
    type: "single or pairwise",
    system_prompt: "what the judge is told first; may be empty",
    prompt_template: "what it is asked, with {question}, {answer_a} and their like to be filled in",
    description: "for people; may be left out",
    category: "general or math; may be left out",
    output_format: "[[rating]], [[A]] or [[rating_a,rating_b]]; may be left out",
  },
} as const satisfies Format;

const formats: Record<PromptRecord["type"], string[]> = {
  single: ["[[rating]]"],
  pairwise: ["[[A]]", "[[rating_a,rating_b]]"],
};

/** Reads judge_prompts.jsonl whole; its prompts are then used as they are. What no verdict could be read from is refused. */
export async function readJudgePrompts(
  source: Source,
): Promise<{ prompts: JudgePrompt[]; records: PromptRecord[]; errors: LineError[] }> {
  const { records, errors } = await gatherLines(judgePrompts.read(source));
  const firstAt = new Map<string, number>();
  for (const { line, value } of records) {
    const wrong = whatIsWrong(value);
    if (wrong !== null) errors.push({ line, message: `${value.name}: ${wrong}` });
    const before = firstAt.get(value.name);
    if (before === undefined) firstAt.set(value.name, line);
    else
      errors.push({ line, message: `A prompt ${value.name} stands on line ${before} already; give it another name.` });
  }
  errors.push(...refuseLostLetters(records));
  return {
    prompts: records.map(({ value }) => toJudgePrompt(value)),
    records: records.map(({ value }) => value),
    errors: errors.sort((a, b) => a.line - b.line),
  };
}

function toJudgePrompt(record: PromptRecord): JudgePrompt {
  const { name, system_prompt: system, prompt_template: template } = record;
  return { name, ...caseOf(record), system, template };
}

/** Which case a prompt is for is told by the texts that it asks for. */
function caseOf({ type, prompt_template }: PromptRecord): JudgeCase {
  const placeholders = placeholdersOf(prompt_template) ?? [];
  const turns = placeholders.some((placeholder) => /^(question|answer|answer_a|answer_b)_2$/.test(placeholder)) ? 2 : 1;
  const hasReference = placeholders.some((placeholder) => placeholder.startsWith("ref_answer"));
  return { mode: type === "single" ? "single" : "pair", hasReference, turns };
}

function whatIsWrong(record: PromptRecord): string | null {
  const { type, prompt_template, output_format } = record;
  if (output_format !== undefined && !formats[type].includes(output_format))
    return `output_format is ${formats[type].join(" or ")} here, not ${output_format}.`;
  const placeholders = placeholdersOf(prompt_template);
  if (placeholders === null) return "A brace stands alone in the template; write {{ or }} for a brace to print.";
  const of = caseOf(record);
  const known = textPlaceholders(of);
  const strange = placeholders.filter(
    (placeholder) => !known.includes(placeholder) && !codePlaceholders.some((code) => code === placeholder),
  );
  if (strange.length > 0)
    return `There is nothing to put in for {${strange.join("}, {")}}. For ${describeCase(of)} there are {${known.join("}, {")}}.`;
  const missing = known.filter(
    (placeholder) => placeholder.startsWith("answer") && !placeholders.includes(placeholder),
  );
  if (missing.length > 0) return `The template leaves out {${missing.join("}, {")}}, which is to be judged.`;
  return null;
}

/** The record to write; `record` is the one that was read, whose other fields are kept. */
export function toPromptRecord(prompt: JudgePrompt, record?: PromptRecord): PromptRecord {
  const { name, mode, hasReference, system, template } = prompt;
  const type = mode === "single" ? "single" : "pairwise";
  const known: PromptRecord = { name, type, system_prompt: system, prompt_template: template };
  const told = { description: `Judges ${describeCase(prompt)}`, category: hasReference ? "math" : "general" };
  return { ...known, ...told, output_format: formats[type][0], ...record, ...known };
}
