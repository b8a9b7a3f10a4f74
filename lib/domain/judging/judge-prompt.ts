import * as z from "zod";

/** Whether one answer (or dialogue) is scored from 1 to 10, or two are compared. */
export const judgeModeSchema = z.enum(["single", "pair"]);
export type JudgeMode = z.infer<typeof judgeModeSchema>;

/**
 * A prompt for one of ten cases: one answer or two, with right answers or without, after one question or two; and one
 * whole dialogue or two, for which there are no right answers.
 */
export const judgePromptSchema = z.object({
  /** As it stands in files of judgments: FastChat's prompt name. */
  name: z.string().trim().min(1).max(120),
  mode: judgeModeSchema,
  hasReference: z.boolean(),
  /** 1 or 2: how many questions of the user the judge sees. 0: whole dialogues. */
  turns: z.number().int().min(0).max(2),
  system: z.string(),
  template: z.string(),
});
export type JudgePrompt = z.infer<typeof judgePromptSchema>;
export type JudgeCase = Pick<JudgePrompt, "mode" | "hasReference" | "turns">;

/**
 * What a template may name in single braces, by FastChat's names (docs/method.md#judge-prompts), and of our own prompts the
 * codes drawn for each call: `fence` around every text that is judged, `seal` before the verdict.
 */
export const codePlaceholders = ["fence", "seal"] as const;

/** The placeholders that hold the texts of a case. Right answers are the only ones that a template may leave out. */
export function textPlaceholders({ mode, hasReference, turns }: JudgeCase): string[] {
  if (turns === 0) return ["instructions", ...(mode === "single" ? ["dialogue"] : ["dialogue_a", "dialogue_b"])];
  const answers = mode === "single" ? ["answer"] : ["answer_a", "answer_b"];
  const texts =
    turns === 1
      ? ["question", ...answers]
      : ["question_1", "question_2", ...answers.flatMap((placeholder) => [`${placeholder}_1`, `${placeholder}_2`])];
  const references = turns === 1 ? ["ref_answer_1"] : ["ref_answer_1", "ref_answer_2"];
  return hasReference ? [...texts, ...references] : texts;
}

/** The prompt for a case, or null where the set has none. */
export function choosePrompt(prompts: readonly JudgePrompt[], wanted: JudgeCase): JudgePrompt | null {
  const fits = ({ mode, hasReference, turns }: JudgePrompt) =>
    mode === wanted.mode && hasReference === wanted.hasReference && turns === wanted.turns;
  return prompts.find(fits) ?? null;
}

/** A case in words, to say which one a set lacks. */
export function describeCase({ mode, hasReference, turns }: JudgeCase): string {
  if (turns === 0) return mode === "single" ? "one whole dialogue" : "two whole dialogues";
  const what = mode === "single" ? "one answer" : "two answers";
  return `${what}, ${turns === 1 ? "one turn" : "two turns"}, ${hasReference ? "with" : "without"} a reference`;
}

/** True where texts are set apart by codes drawn for each call; an imported prompt is used as it is. */
export function isFenced({ template }: Pick<JudgePrompt, "template">): boolean {
  return placeholdersOf(template)?.includes("fence") ?? false;
}

const piece = /\{\{|\}\}|\{([A-Za-z0-9_]+)\}|[{}]/g;

/** The placeholders that a template names, each once; null where a brace stands alone. `{{` and `}}` are braces to print. */
export function placeholdersOf(template: string): string[] | null {
  const found = [...template.matchAll(piece)];
  if (found.some(([text]) => text === "{" || text === "}")) return null;
  return [...new Set(found.flatMap(([, placeholder]) => placeholder ?? []))];
}

/** Fills all placeholders in one pass, so that a text which names a placeholder stays as it is. Throws on a placeholder without a value. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(piece, (text: string, placeholder: string | undefined) => {
    if (placeholder === undefined) return text === "{{" ? "{" : text === "}}" ? "}" : text;
    const value = values[placeholder];
    if (value === undefined) throw new Error(`No value for the placeholder "${placeholder}"`);
    return value;
  });
}
