import * as z from "zod";

/** A file of a model's folder as it stands there, up to so many letters: the largest vocabularies known have half of that. */
const file = z.string().max(64 * 1024 * 1024);

/** How a model reads, as its folder tells it: texts of files. */
export const modelFilesSchema = z.strictObject({
  /** `tokenizer.json` */
  tokenizer: file.min(1, "Choose tokenizer.json of the model's folder"),
  /** `tokenizer_config.json` */
  config: file.nullable().default(null),
  /** `chat_template.jinja`, which newer folders have beside the others. */
  template: z
    .string()
    .max(256 * 1024)
    .nullable()
    .default(null),
});
export type ModelFiles = z.infer<typeof modelFilesSchema>;

export const newTokenizerSchema = z.strictObject({
  name: z.string().trim().min(1, "Name the model that reads so").max(120),
  files: modelFilesSchema,
});
export type NewTokenizer = z.infer<typeof newTokenizerSchema>;

/** What was found in the files. */
export const tokenizerFactsSchema = z.object({
  /** How many tokens there are. */
  tokens: z.number().int(),
  /** Whether a chat template came with it; ChatML stands in for one. */
  hasTemplate: z.boolean(),
  /** What people should know of the template, in sentences. */
  notes: z.array(z.string()),
});
export type TokenizerFacts = z.infer<typeof tokenizerFactsSchema>;

/** How the model that a project trains reads: its tokens and its chat template. It never changes. */
export const projectTokenizerSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Of `tokenizer.json` as it was given, in hex: the one that hubs tell of it, too. */
  sha256: z.string(),
  ...tokenizerFactsSchema.shape,
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
});
export type ProjectTokenizer = z.infer<typeof projectTokenizerSchema>;
