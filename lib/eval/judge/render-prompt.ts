import { fillTemplate, isFenced, type JudgePrompt, placeholdersOf } from "@/lib/domain/judging/judge-prompt";
import { neutralise } from "./verdict-marks";

/**
 * What is judged: the questions, a right answer to each where the prompt wants it, and one or two assistants' answers. Of
 * whole dialogues: what the judge is to go by in place of the question, and one or two transcripts in place of answers.
 */
export type JudgeMaterial = {
  questions: readonly string[];
  references: readonly string[] | null;
  /** Turn by turn; the first stands as A. */
  answers: readonly (readonly string[])[];
};

/** A prompt as sent; `seal` is the code that comes before the verdict, null where the prompt has none. */
export type JudgeRequest = { system: string; user: string; seal: string | null };

/** Two candidates' answers as the judge sees them: in game 2 the second stands as A. */
export function inGame<T>(first: T, second: T, game: 1 | 2): [T, T] {
  return game === 1 ? [first, second] : [second, first];
}

/**
 * Renders a prompt for one call. Our own prompts get codes that occur nowhere in the texts, and verdicts inside the
 * texts are rewritten; an imported prompt is filled as its author would. Throws where a text that it needs is missing.
 */
export function renderJudgePrompt(
  prompt: JudgePrompt,
  material: JudgeMaterial,
  draw: () => string = drawCode,
): JudgeRequest {
  const texts = textsOf(prompt, material);
  if (!isFenced(prompt)) return { system: prompt.system, user: fillTemplate(prompt.template, texts), seal: null };
  const all = Object.values(texts).join("\n");
  const fence = unused(all, draw);
  const codes = { fence, seal: unused(`${all}\n${fence}`, draw) };
  const guarded = Object.fromEntries(
    Object.entries(texts).map(([placeholder, text]) => [placeholder, neutralise(text, prompt.mode)]),
  );
  return {
    system: fillTemplate(prompt.system, codes),
    user: fillTemplate(prompt.template, { ...guarded, ...codes }),
    seal: codes.seal,
  };
}

function textsOf({ name, mode, turns, template }: JudgePrompt, { questions, references, answers }: JudgeMaterial) {
  const texts: Record<string, string> = {};
  const put = (placeholder: string, text: string | undefined) => {
    if (text !== undefined) texts[placeholder] = text;
  };
  if (turns === 0) {
    put("instructions", questions[0]);
    for (const [i, placeholder] of (mode === "single" ? ["dialogue"] : ["dialogue_a", "dialogue_b"]).entries())
      put(placeholder, answers[i]?.[0]);
  }
  const sides = mode === "single" ? ["answer"] : ["answer_a", "answer_b"];
  for (let turn = 1; turn <= turns; turn++) {
    const placeholder = (text: string) => (turns === 1 ? text : `${text}_${turn}`);
    put(placeholder("question"), questions[turn - 1]);
    for (const [i, side] of sides.entries()) put(placeholder(side), answers[i]?.[turn - 1]);
  }
  for (const [i, text] of (references ?? []).entries()) put(`ref_answer_${i + 1}`, text);
  const missing =
    placeholdersOf(template)?.filter(
      (placeholder) => placeholder !== "fence" && placeholder !== "seal" && !(placeholder in texts),
    ) ?? [];
  if (missing.length > 0) throw new Error(`Prompt "${name}" lacks ${missing.join(", ")}`);
  return texts;
}

function unused(texts: string, draw: () => string): string {
  for (let tries = 0; tries < 100; tries++) {
    const code = draw();
    if (!texts.includes(code)) return code;
  }
  throw new Error("Every code that was drawn stands in the texts");
}

/** Eight letters and digits, 40 bits, without those that are easily mistaken for others. */
export function drawCode(): string {
  const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => alphabet.charAt(byte & 31)).join("");
}
