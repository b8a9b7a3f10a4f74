import * as z from "zod";
import type { ModelFiles, TokenizerFacts } from "@/lib/domain/training/tokenizer";
import { type ChatTemplate, chatml } from "./chat-template";
import { jinjaTemplate } from "./jinja-template";
import { openModelTokenizer, tokensIn } from "./model-tokenizer";
import type { Reader } from "./reader";
import type { Tokenizer } from "./tokenizer";

/** Files by which no text can be read here, in words, and which of them it is. */
export class UnreadModel extends Error {
  constructor(
    readonly file: keyof ModelFiles,
    message: string,
  ) {
    super(message);
  }
}

/** Of a step that a tokenizer has or has not. */
const part = z.unknown().default(null);
const flag = z.boolean().default(false);
const tokenizerSchema = z.looseObject({
  model: z.custom<Record<string, unknown>>(hasVocabulary),
  normalizer: part,
  pre_tokenizer: part,
  post_processor: part,
  decoder: part,
  added_tokens: z
    .array(
      z.looseObject({
        id: z.number().int().min(0).max(10_000_000),
        content: z.string().min(1),
        lstrip: flag,
        rstrip: flag,
        special: flag,
        single_word: flag,
      }),
    )
    .default([]),
});

/** Of a model's tokens: ids by token, or tokens with their scores in the order of ids. */
function hasVocabulary(model: unknown): boolean {
  const { vocab } = (model ?? {}) as { vocab?: unknown };
  if (typeof vocab !== "object" || vocab === null) return false;
  if (Array.isArray(vocab)) return vocab.every((one) => Array.isArray(one) && typeof one[0] === "string");
  return Object.values(vocab).every((id) => Number.isInteger(id) && id >= 0 && id < mostTokens);
}

const mostTokens = 10_000_000;

const namedTemplate = z.looseObject({ name: z.string(), template: z.string() });
const configSchema = z.looseObject({
  chat_template: z.union([z.string(), z.array(namedTemplate)]).nullish(),
});

/** How a model reads, from the files of its folder. Throws {@link UnreadModel}. */
export function openReader(id: string, name: string, files: ModelFiles): Reader & { facts: TokenizerFacts } {
  const tokenizerFile = parsed("tokenizer", files.tokenizer, tokenizerSchema);
  const config = files.config === null ? {} : parsed("config", files.config, configSchema);
  if (tokenizerFile.added_tokens.some((token) => token.single_word))
    throw new UnreadModel("tokenizer", "It has marks that stand for whole words alone, which are not read here.");
  const tokenizer = opened(id, name, tokenizerFile, config);
  const source = files.template ?? templateIn(config);
  const template = source === null ? unnamed : openTemplate(source, tokenizer, config);
  const facts = { tokens: tokensIn(tokenizerFile), hasTemplate: source !== null, notes: notesOf(source, template) };
  return { tokenizer, template, facts };
}

/** The words of ChatML, where none came with a model. */
const unnamed: ChatTemplate = { ...chatml, name: "ChatML, since none came with the tokenizer" };

function parsed<T extends z.ZodType>(file: keyof ModelFiles, text: string, schema: T): z.output<T> {
  const called = file === "tokenizer" ? "tokenizer.json" : "tokenizer_config.json";
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UnreadModel(file, `It is no JSON (${wordsOf(error)}). Choose ${called} of the model's folder.`);
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join(".") ?? "";
  throw new UnreadModel(
    file,
    `It is JSON, but no ${called}${where ? `: ${where} is missing, or is something else` : ""}.`,
  );
}

function opened(
  id: string,
  name: string,
  tokenizer: Record<string, unknown>,
  config: Record<string, unknown>,
): Tokenizer {
  let made: Tokenizer;
  try {
    made = openModelTokenizer(id, name, { tokenizer, config });
    for (const text of texts) made.encode(text);
  } catch (error) {
    throw new UnreadModel("tokenizer", `This kind of tokenizer is not read here (${wordsOf(error)}).`);
  }
  const { encode, bytesOf } = made;
  for (const text of texts) {
    const said = new TextDecoder().decode(joinedBytes(encode(text).ids.map(bytesOf)));
    if (said !== text && said !== ` ${text}`)
      throw new UnreadModel(
        "tokenizer",
        "Its tokens do not say a text again as it was: it drops or changes letters. Models that write have none of this kind.",
      );
  }
  return made;
}

/** What a tokenizer is tried with: whatever it does to texts without losing any of it, it does here. */
const texts = ["Well: naïve 東京は 😀👍🏽\n\n  x = 1;\t// ÄÖ", "don't\u00a0STOP  now", "a"];

function joinedBytes(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function templateIn({ chat_template: given }: z.output<typeof configSchema>): string | null {
  if (!Array.isArray(given)) return given ?? null;
  return (given.find(({ name }) => name === "default") ?? given[0])?.template ?? null;
}

function openTemplate(source: string, tokenizer: Tokenizer, config: Record<string, unknown>): ChatTemplate {
  const { bos, eos, pad } = tokenizer;
  const unk = config.unk_token;
  const marks = {
    bos_token: bos?.text,
    eos_token: eos?.text,
    pad_token: pad?.text,
    unk_token: typeof unk === "string" ? unk : undefined,
  };
  const known = Object.fromEntries(Object.entries(marks).filter(([, text]) => text !== undefined));
  try {
    const template = jinjaTemplate(source, known);
    template.render(talk, false);
    template.render(talk.slice(0, 1), true);
    return template;
  } catch (error) {
    throw new UnreadModel(
      "template",
      `Its chat template cannot be rendered for a question and its answer: ${wordsOf(error)}.`,
    );
  }
}

const talk = [
  { role: "user", content: "Who?" },
  { role: "assistant", content: "Me." },
];

function notesOf(source: string | null, template: ChatTemplate): string[] {
  if (source === null) return [];
  const notes: string[] = [];
  if (source.includes("strftime_now"))
    notes.push(
      "Its chat template says the day's date where it is given one; here it is given none, so that a file does not depend on the day.",
    );
  const refused = refusalOf(template);
  if (refused)
    notes.push(`Its chat template refuses a system prompt (${refused}): dialogues that have one are refused.`);
  return notes;
}

function refusalOf(template: ChatTemplate): string | null {
  try {
    template.render([{ role: "system", content: "Be brief." }, ...talk], false);
    return null;
  } catch (error) {
    return wordsOf(error);
  }
}

function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replaceAll(/\s+/g, " ").slice(0, 200);
}
